internal import CSQLite

extension Connection {
  /// Asks the closure about everything that statements compiled from now on want to do.
  ///
  /// True allows; false makes the statement fail with SQLITE_AUTH. Statements compiled before are
  /// compiled again at their next use. The closure must not use the connection. Nil allows all again.
  package func setAuthorizer(_ authorizer: ((Authorization) -> Bool)?) {
    guard let handle = unsafe handle else { return }
    self.authorizer = authorizer
    guard authorizer != nil else {
      unsafe sqlite3_set_authorizer(handle, nil, nil)
      return
    }
    unsafe sqlite3_set_authorizer(
      handle,
      { context, action, first, second, database, trigger in
        guard let context = unsafe context else { return SQLITE_DENY }
        let connection = unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        let authorization = Authorization(
          action: Authorization.Action(rawValue: action) ?? .other,
          first: unsafe first.map { unsafe String(cString: $0) },
          second: unsafe second.map { unsafe String(cString: $0) },
          database: unsafe database.map { unsafe String(cString: $0) },
          trigger: unsafe trigger.map { unsafe String(cString: $0) }
        )
        return connection.authorizer?(authorization) == true ? SQLITE_OK : SQLITE_DENY
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }
}
