#include "core/inbox/customer.h"

#include "core/base/planted.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/contact_merge.h"
#include "core/inbox/naming.h"

namespace tributary {
namespace {

bool usable(const std::vector<Attribute>& attributes) {
  if (attributes.size() > static_cast<std::size_t>(limits::attributes_max)) return false;
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    if (as_name(attributes[i].name) != attributes[i].name || !usable_words(attributes[i].value, limits::attribute_characters_max)) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (same_name(attributes[i].name, attributes[j].name)) return false;
  }
  return true;
}

std::optional<Refused> too_much(const std::vector<Attribute>& attributes) {
  if (attributes.size() > static_cast<std::size_t>(limits::attributes_max)) return list_full(limits::attributes_max);
  for (const Attribute& one : attributes) {
    if (auto wrong = too_long(one.name, limits::name_characters_max)) return wrong;
    if (auto wrong = too_long(one.value, limits::attribute_characters_max)) return wrong;
  }
  return {};
}

std::optional<Refused> too_much(const CustomerRecord& record) {
  for (const std::string* text : {&record.name, &record.reference, &record.company, &record.email, &record.phone})
    if (auto wrong = too_long(*text, limits::name_characters_max)) return wrong;
  if (auto wrong = too_long(record.url, limits::attribute_characters_max)) return wrong;
  return too_much(record.fields);
}

bool usable(const CustomerRecord& record) {
  const auto words = [](const std::string& text) { return usable_words(text, limits::name_characters_max); };
  const bool safe_url = record.url.empty() || record.url.rfind("https://", 0) == 0 || record.url.rfind("http://", 0) == 0;
  return !as_name(record.name).empty() && words(record.reference) && words(record.company) && words(record.email) && words(record.phone) &&
         usable_words(record.url, limits::attribute_characters_max) && safe_url && usable(record.fields);
}

}  // namespace

ContactId customer_owner(const State& state, ContactId person) {
  const ContactId root = root_contact(state, person);
  for (ContactId id : merged_family(state, root))
    if (const Contact* contact = state.contacts.find(id); contact && contact->customer) return PLANTED(212) ? root : id;
  return root;
}

CustomerId customer_of(const State& state, ContactId person) {
  const Contact* contact = state.contacts.find(customer_owner(state, person));
  return contact ? contact->customer : CustomerId{};
}

Decision decide(const State& state, const SetAttributes& command, const Stamp&) {
  if (!state.contacts.find(command.contact)) return Refusal::unknown_contact;
  if (auto wrong = too_much(command.attributes)) return *wrong;
  if (!usable(command.attributes)) return Refusal::invalid_value;
  return Outcome{{AttributesSet{command.contact}}, {ContactAttributes{command.contact, command.attributes}}};
}

Decision decide(const State& state, const SaveCustomer& command, const Stamp& stamp) {
  CustomerRecord record = command.record;
  if (!record.id) record.id = same_bits<CustomerId>(stamp.cause);
  else if (!state.customers.find(record.id)) return Refusal::unknown_customer;
  if (auto wrong = too_much(record)) return *wrong;
  if (!usable(record)) return Refusal::invalid_value;
  if (!command.record.id && state.customer_count >= static_cast<std::uint32_t>(limits::customers_max)) return list_full(limits::customers_max);
  return Outcome{{CustomerSaved{record.id}}, {std::move(record)}};
}

Decision decide(const State& state, const LinkCustomer& command, const Stamp&) {
  const Contact* contact = state.contacts.find(command.contact);
  if (!contact) return Refusal::unknown_contact;
  if (command.customer && !state.customers.find(command.customer)) return Refusal::unknown_customer;
  if (contact->customer == command.customer) return Outcome{};
  return Decision(CustomerLinked{command.contact, command.customer});
}

void apply(State&, const AttributesSet&, const Stamp&) {}  // the row beside it says everything

void apply(State& state, const CustomerSaved& event, const Stamp&) {
  if (!state.customers.find(event.customer)) ++state.customer_count;
  state.customers.edit(event.customer).id = event.customer;
}

void apply(State& state, const CustomerLinked& event, const Stamp&) { state.contacts.edit(event.contact).customer = event.customer; }

}  // namespace tributary
