internal import CSQLite

extension Connection {
  /// Calls the closure about every so many instructions of SQLite's machine; true interrupts.
  ///
  /// The statement then fails with `isInterrupted`; a writing one rolls back its transaction. The
  /// closure must not use the connection. Nil, or fewer than one instruction, takes the handler away.
  package func setProgressHandler(every instructions: Int, _ handler: (() -> Bool)?) {
    guard let database = unsafe self.handle else { return }
    progressHandler = handler
    guard handler != nil else {
      unsafe sqlite3_progress_handler(database, 0, nil, nil)
      return
    }
    unsafe sqlite3_progress_handler(
      database,
      Int32(clamping: instructions),
      { context in
        guard let context = unsafe context else { return 0 }
        let connection = unsafe Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
        return connection.progressHandler?() == true ? 1 : 0
      },
      Unmanaged.passUnretained(self).toOpaque()
    )
  }

  /// Makes the statements now running fail with `isInterrupted`.
  package func interrupt() {
    guard let handle = unsafe handle else { return }
    unsafe sqlite3_interrupt(handle)
  }
}
