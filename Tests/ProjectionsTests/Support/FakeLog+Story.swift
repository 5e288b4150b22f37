import Model

/// Events as commands write them.
extension FakeLog {
  static let downingStreet: JSON = [
    "country_code": "GB", "locality": "London", "postal_code": "SW1A 2AA",
    "address_line1": "10 Downing Street", "given_name": "Ada", "family_name": "Lovelace",
  ]

  static let sentier: JSON = [
    "country_code": "FR", "locality": "Paris", "postal_code": "75002",
    "address_line1": "38 Rue du Sentier", "organization": "Analytique",
  ]

  func register(_ customer: Int64, _ details: JSONObject = [:], site: String = "default") throws {
    var personal = details
    var open: JSONObject = [
      "customer": .integer(customer), "site": .string(site), "contact": .integer(customer),
    ]
    if let reference = personal["reference"] { open["reference"] = reference }
    personal["reference"] = nil
    if !personal.keys.contains("email") { personal["email"] = .string("c\(customer)@example.com") }
    try append("CustomerRegistered", tags: ["customer:\(customer)"], open, personal: personal)
  }

  func recordGuest(_ customer: Int64, email: String) throws {
    try append(
      "GuestRecorded",
      tags: ["customer:\(customer)"],
      ["customer": .integer(customer), "site": "default", "contact": .integer(customer)],
      personal: ["email": .string(email)]
    )
  }

  func edit(_ customer: Int64, _ changes: JSONObject) throws {
    try append(
      "CustomerEdited",
      tags: ["customer:\(customer)"],
      ["customer": .integer(customer), "site": "default"],
      personal: changes
    )
  }

  func addProfile(
    _ profile: Int64,
    of customer: Int64,
    _ address: JSON = downingStreet,
    _ more: JSONObject = [:]
  ) throws {
    var personal = more
    personal["address"] = address
    var open: JSONObject = [
      "customer": .integer(customer), "profile": .integer(profile), "profile_type": "customer",
    ]
    if let reference = personal["reference"] { open["reference"] = reference }
    personal["reference"] = nil
    try append(
      "ProfileAdded",
      tags: ["customer:\(customer)", "profile:\(profile)"],
      open,
      personal: personal
    )
  }

  func editProfile(
    _ profile: Int64,
    of customer: Int64,
    revision: Int64,
    _ changes: JSONObject
  ) throws {
    try append(
      "ProfileEdited",
      tags: ["customer:\(customer)", "profile:\(profile)"],
      [
        "customer": .integer(customer), "profile": .integer(profile),
        "revision": .integer(revision),
      ],
      personal: changes
    )
  }

  func removeProfile(_ profile: Int64, of customer: Int64) throws {
    try append(
      "ProfileRemoved",
      tags: ["customer:\(customer)", "profile:\(profile)"],
      ["customer": .integer(customer), "profile": .integer(profile)]
    )
  }

  func setDefault(_ usage: String, _ profile: Int64, of customer: Int64) throws {
    try append(
      "DefaultProfileSet",
      tags: ["customer:\(customer)", "profile:\(profile)"],
      ["customer": .integer(customer), "profile": .integer(profile), "usage": .string(usage)]
    )
  }

  func clearDefault(_ usage: String, of customer: Int64) throws {
    try append(
      "DefaultProfileCleared",
      tags: ["customer:\(customer)"],
      ["customer": .integer(customer), "usage": .string(usage), "by_request": true]
    )
  }

  /// Takes fields beside those every order has; the contract's personal ones are told by their names.
  func place(_ order: Int64, of customer: Int64, _ more: JSONObject = [:]) throws {
    var open: JSONObject = [
      "order": .integer(order), "number": .string("N-\(order)"), "customer": .integer(customer),
      "site": "default", "currency": "GBP", "total": 2500,
      "lines": [
        ["sku": "tea", "title": "Tea", "quantity": 2, "unit_price": 500],
        ["sku": "cup", "quantity": 1, "unit_price": 1500],
      ],
    ]
    var personal: JSONObject = ["email": .string("c\(customer)@example.com")]
    for (key, value) in more {
      if ["email", "billing", "shipments", "metadata"].contains(key) {
        personal[key] = value
      } else {
        open[key] = value
      }
    }
    try append(
      "OrderPlaced",
      tags: ["order:\(order)", "customer:\(customer)"],
      open,
      personal: personal
    )
  }

  func cancel(_ order: Int64, of customer: Int64) throws {
    try append(
      "OrderCancelled",
      tags: ["order:\(order)", "customer:\(customer)"],
      ["order": .integer(order), "customer": .integer(customer)]
    )
  }

  /// A claim that expires 900 seconds after it was made.
  func requestClaim(_ claim: Int64, by customer: Int64, _ orders: [Int64]) throws {
    try append(
      "OrderClaimRequested",
      tags: ["claim:\(claim)", "customer:\(customer)"] + orders.map { "order:\($0)" },
      [
        "claim": .integer(claim), "customer": .integer(customer),
        "orders": .array(orders.map(JSON.integer)),
        "expires_at": .string(Self.time(position + 901)), "token_hash": "x",
      ],
      personal: ["email": "guest@example.com"]
    )
  }

  func closeClaim(_ claim: Int64, by customer: Int64, _ orders: [Int64], _ type: String) throws {
    try append(
      type,
      tags: ["claim:\(claim)", "customer:\(customer)"] + orders.map { "order:\($0)" },
      [
        "claim": .integer(claim), "customer": .integer(customer),
        "orders": .array(orders.map(JSON.integer)),
      ]
    )
  }

  func claim(
    _ order: Int64,
    from: Int64,
    to: Int64,
    claim: Int64,
    email: String? = nil
  ) throws {
    try append(
      "OrderClaimed",
      tags: ["claim:\(claim)", "order:\(order)", "customer:\(from)", "customer:\(to)"],
      [
        "claim": .integer(claim), "order": .integer(order), "from": .integer(from),
        "to": .integer(to), "site": "default",
      ],
      personal: email.map { ["email": .string($0)] } ?? [:]
    )
  }
}
