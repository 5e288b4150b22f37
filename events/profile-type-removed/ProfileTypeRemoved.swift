package import Model

/// A kind of address-book entry is no longer offered.
package struct ProfileTypeRemoved: EventType {
  /// The profile type.
  package var profileType: String

  package init(
    profileType: String
  ) {
    self.profileType = profileType
  }

  package init(_ data: EventData) throws(EventProblem) {
    profileType = try data.text("profile_type")
  }

  package var data: JSONObject {
    JSONObject(present: [
      ("profile_type", .string(profileType))
    ])
  }
}
