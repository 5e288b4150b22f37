import Events
import Model

/// Rules that commands on profile types share.
extension DecisionContext {
  /// - Throws: `field_invalid` for what is no code, `profile_type_builtin`.
  func checkDefinable(_ code: Code) throws(Refusal) {
    do { try code.check() } catch { throw error.inside("code") }
    guard code.text != ProfileType.builtIn else {
      throw Refusal(
        .profileTypeBuiltin,
        "The profile type \(ProfileType.builtIn) is built in: it cannot be defined or removed."
      )
    }
  }

  /// - Throws: `profile_type_in_use` when an entry of the type is in some address book, be it disabled
  ///   or its customer removed.
  func refuseInUse(_ type: ProfileType) throws {
    let added = try history.events(
      EventTypes(ProfileAdded.self),
      tagged: "profile_type:\(type.code)"
    )
    for event in added {
      guard let number = event.data["profile"]?.integer,
        let profile = try ProfileState(number, in: history), !profile.isRemoved
      else { continue }
      throw Refusal(
        .profileTypeInUse,
        "Profile \(number) is of the type \(type.code), and would not fit any more.",
        details: ["profile": .integer(number)]
      )
    }
  }

  /// The profile type of a code, the built-in one for none.
  ///
  /// - Throws: `not_found` for one that is not defined, or was removed.
  func profileType(_ code: Code?) throws -> ProfileType {
    let code = code ?? Code(ProfileType.builtIn)
    do { try code.check() } catch { throw error.inside("type") }
    guard let type = try ProfileType(code.text, in: history), !type.isRemoved else {
      throw Refusal.notFound("profile_type", code.text)
    }
    return type
  }

  /// The type of an entry.
  func profileType(of profile: ProfileState) throws -> ProfileType {
    guard let type = try ProfileType(profile.type, in: history) else {
      throw Refusal.notFound("profile_type", profile.type)
    }
    return type
  }
}
