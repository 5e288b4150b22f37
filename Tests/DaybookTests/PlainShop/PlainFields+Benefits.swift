extension PlainFields {
  /// The fields of groups, roles, memberships, credit, carts, newsletters and payment methods.
  static let benefits: [String: String] = [
    "group.create": "group:code* name:text discount_percent:whole price_list:text metadata:object",
    "group.edit": "group:code* name:text discount_percent:whole price_list:text metadata:object",
    "group.remove": "group:code*",
    "group.add": "group:code* customers:list*",
    "group.drop": "group:code* customers:list*",
    "customer.set_groups": "customer:customer* groups:codes*",
    "role.assign": "customer:customer* role:code* until:moment",
    "role.revoke": "customer:customer* role:code*",
    "membership.grant": "customer:customer* membership:code* until:moment order:entity",
    "membership.revoke": "customer:customer* membership:code*",
    "credit.grant": "customer:customer* currency:text* amount:whole* name:text",
    "credit.spend": "customer:customer* currency:text* amount:whole* name:text order:entity",
    "credit.correct": "customer:customer* currency:text* amount:whole* name:text corrects:whole",
    "cart.update": """
    cart:entity reference:text customer:customer email:email currency:text lines:list
    """,
    "cart.assign": "cart:entity* customer:customer*",
    "cart.clear": "cart:entity*",
    "cart.purge": "older_than_days:whole at:moment",
    "newsletter.subscribe": "customer:customer email:email list:code*",
    "newsletter.unsubscribe": "customer:customer email:email list:code*",
    "payment_method.add": """
    customer:customer* gateway:code* label:text expires_on:moment reusable:flag
    billing:object
    """,
    "payment_method.edit": """
    payment_method:entity* gateway:code label:text expires_on:moment reusable:flag
    billing:object
    """,
    "payment_method.remove": "payment_method:entity*",
  ]
}
