#pragma once
// What is known about a contact besides the conversations: attributes, and the customer record they belong to
// (D8, D48-D51). All of it is words: decisions know only that a record exists and who is linked to it.
#include "core/inbox/decision.h"

namespace tributary {

// All attributes as they shall be. Refused: unknown_contact, invalid_value (too many, a name without letters or twice,
// a value over the limit).
struct SetAttributes { ContactId contact; std::vector<Attribute> attributes; };
struct AttributesSet { ContactId contact; };

// Creates a record when its id is none (it takes the command's), replaces it otherwise. Refused: invalid_value (no
// name, too many fields), unknown_customer.
struct SaveCustomer { CustomerRecord record; };
struct CustomerSaved { CustomerId customer; };

// `customer` none: not linked any more. Refused: unknown_contact, unknown_customer.
struct LinkCustomer { ContactId contact; CustomerId customer; };
struct CustomerLinked { ContactId contact; CustomerId customer; };

// Of a person of several contacts: the first, as merged_family() names them, that is linked to a record; the kept one when none
// is. What changes the person's link changes this one's.
ContactId customer_owner(const State&, ContactId person);
CustomerId customer_of(const State&, ContactId person);

Decision decide(const State&, const SetAttributes&, const Stamp&);
Decision decide(const State&, const SaveCustomer&, const Stamp&);
Decision decide(const State&, const LinkCustomer&, const Stamp&);
void apply(State&, const AttributesSet&, const Stamp&);
void apply(State&, const CustomerSaved&, const Stamp&);
void apply(State&, const CustomerLinked&, const Stamp&);

}  // namespace tributary
