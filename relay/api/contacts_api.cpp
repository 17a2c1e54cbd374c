#include "relay/api/contacts_api.h"

#include <memory>

#include "core/base/text.h"
#include "core/inbox/person_attributes.h"
#include "core/wire/json.h"
#include "relay/api/commanding.h"
#include "relay/api/views.h"

namespace tributary::api {

namespace json = boost::json;
using host::TenantRuntime;

namespace {

constexpr std::size_t customers_shown_max = 50;
constexpr int customers_looked_at_once = 500;  // each is a row to be read and taken apart, together some milliseconds; others have a round in between

template <class Row>
std::optional<Row> row_of(const TenantRuntime& tenant, const Row& like) {
  const auto text = tenant.store().row_text(like);
  auto content = text ? wire::parse_content(*text) : std::nullopt;
  Row* row = content ? std::get_if<Row>(&*content) : nullptr;
  return row ? std::optional<Row>(std::move(*row)) : std::nullopt;
}

json::array attributes_json(const std::vector<Attribute>& attributes) {
  json::array all;
  for (const Attribute& one : attributes) all.push_back({{"name", one.name}, {"value", one.value}});
  return all;
}

std::optional<CustomerRecord> record_of(const TenantRuntime& tenant, CustomerId id) {
  CustomerRecord like;
  like.id = id;
  return row_of(tenant, like);
}

json::object customer_json(const CustomerRecord& r) {
  return {{"id", to_text(r.id)}, {"reference", r.reference}, {"name", r.name}, {"company", r.company}, {"email", r.email}, {"phone", r.phone}, {"url", r.url}, {"fields", attributes_json(r.fields)}};
}

// Of the person behind the id, each contact's own.
std::vector<ContactAttributes> attributes_of_family(const TenantRuntime& tenant, ContactId asked) {
  std::vector<ContactAttributes> family;
  for (ContactId id : merged_family(tenant.state(), root_contact(tenant.state(), asked))) {
    const ContactAttributes none{id, {}};
    family.push_back(row_of(tenant, none).value_or(none));
  }
  return family;
}

// The person behind the id: the whole family of merged contacts at once.
http::Response contact_response(int status, const TenantRuntime& tenant, ContactId asked) {
  const State& state = tenant.state();
  const ContactId root = root_contact(state, asked);
  if (!state.contacts.find(root)) return error(Refused(Refusal::unknown_contact));
  json::array identities, merged;
  for (IdentityId id : identities_of(state, root)) identities.push_back({{"id", to_text(id)}, {"address", tenant.store().address(id).value_or("")}});
  for (ContactId id : merged_family(state, root))
    if (id != root) merged.push_back(json::value(to_text(id)));
  const CustomerId customer = customer_of(state, root);
  const auto record = customer ? record_of(tenant, customer) : std::nullopt;
  return json_response(status, json::object{{"id", to_text(root)}, {"name", contact_name(tenant, root)}, {"identities", std::move(identities)},
                                            {"attributes", attributes_json(attributes_of_person(attributes_of_family(tenant, root)))},
                                            {"customer", record ? json::value(customer_json(*record)) : json::value(nullptr)}, {"mergedIds", std::move(merged)}});
}

// [{"name","value"}…]; nullopt when it is something else.
std::optional<std::vector<Attribute>> read_attributes(const json::value* given) {
  std::vector<Attribute> all;
  if (!given) return all;
  if (!given->is_array()) return std::nullopt;
  for (const json::value& one : given->get_array()) {
    const auto name = one.is_object() ? text_field(one.get_object(), "name") : std::nullopt;
    const auto value = one.is_object() ? text_field(one.get_object(), "value") : std::nullopt;
    if (!name || !value) return std::nullopt;
    all.push_back({*name, *value});
  }
  return all;
}

http::Response wrong_attributes(std::string_view field) {
  return error(422, "invalid_value", "Attributes are a list of at most 50 names and values; a name is there once, a value has at most 1,000 characters.", field);
}

// Name, attributes and the linked customer: what the body names is changed, all in one round.
void change(const Granted<Action::change_contacts>& granted, Call& call) {
  auto body = read_body(call.request, {"name", "attributes", "customerId"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto& tenant = granted.tenant().runtime;
  const ContactId id = path_id<ContactTag>(call);
  if (!tenant.state().contacts.find(id)) return call.reply(error(Refused(Refusal::unknown_contact)));
  const auto attributes = read_attributes(body.fields->if_contains("attributes"));
  const auto customer = field_id<CustomerTag>(*body.fields, "customerId");
  if (!attributes) return call.reply(wrong_attributes("attributes"));
  if (!customer) return call.reply(error(Refused(Refusal::unknown_customer)));
  std::vector<Command> wanted;
  if (const auto name = text_field(*body.fields, "name")) wanted.push_back(RenameContact{id, *name});
  if (body.fields->contains("attributes")) {
    const auto family = attributes_of_family(tenant, id);
    for (SetAttributes& one : attributes_as_wanted(family, attributes_of_person(family), *attributes)) wanted.push_back(std::move(one));
  }
  if (body.fields->contains("customerId")) wanted.push_back(LinkCustomer{customer_owner(tenant.state(), id), *customer});
  for (const Command& command : wanted)  // nothing is done when one of them would be refused
    if (auto decision = decide_command(tenant.state(), command, Stamp{tenant.clock().now(), granted.actor(), store::mint<CommandId>()}); !decision)
      return call.reply(error(decision.error()));
  for (const Command& command : wanted) tenant.submit(command, granted.actor(), store::mint<CommandId>());
  call.reply_when_durable([&tenant, id] { return contact_response(200, tenant, id); });
}

void merge(const Granted<Action::change_contacts>& granted, Call& call) {
  auto body = read_body(call.request, {"contactId"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  const ContactId into = path_id<ContactTag>(call);
  const auto from = field_id<ContactTag>(*body.fields, "contactId");
  if (!from || !*from) return call.reply(error(Refused(Refusal::unknown_contact)));
  submit(granted, call, store::mint<CommandId>(), MergeContacts{into, *from}, [&tenant = granted.tenant().runtime, into] { return contact_response(200, tenant, into); });
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return text;
}

bool speaks_of(const CustomerRecord& r, const std::string& typed) {
  for (const std::string* text : {&r.reference, &r.name, &r.company, &r.email, &r.phone})
    if (lowered(*text).find(typed) != std::string::npos) return true;
  return false;
}

// A search on its way, kept from one round to the next.
struct Looking {
  host::House& house;
  const TenantRuntime& tenant;
  host::ReadShares::Reader reader;
  std::string typed;
  http::Responder respond;
  CustomerId from = {};
  json::array items = {};
};

// True: there are more to look at.
bool look_at_some(Looking& looking) {
  int looked = 0;
  bool more = false;
  const CustomerId from = looking.from;
  looking.tenant.state().customers.visit([&](CustomerId id, const Customer&) {
    if (looked++ == customers_looked_at_once) {
      looking.from = id;
      more = true;
      return false;
    }
    if (const auto record = record_of(looking.tenant, id); record && speaks_of(*record, looking.typed)) looking.items.push_back(customer_json(*record));
    return looking.items.size() < customers_shown_max;
  }, from ? &from : nullptr);
  return more;
}

void go_on(const std::shared_ptr<Looking>& looking) {
  bool more = false;
  looking->house.reads().count(looking->reader, [&] { more = look_at_some(*looking); });
  looking->house.round().answer(looking->tenant, [looking, more](host::Committed) {
    more ? go_on(looking) : looking->respond(list_response(std::move(looking->items)));
  });
}

void list_customers(const Granted<Action::read_conversations>& granted, Call& call) {
  const std::string typed = lowered(http::query_value(call.request.query, "q").value_or(""));
  go_on(std::make_shared<Looking>(Looking{call.house(), granted.tenant().runtime, reader_of(granted.principal()), typed, call.take_responder()}));
}

void put_customer(const Granted<Action::change_contacts>& granted, Call& call, CustomerId existing) {
  auto body = read_body(call.request, {"reference", "name", "company", "email", "phone", "url", "fields"});
  if (!body.fields) return call.reply(std::move(body.refusal));
  auto& tenant = granted.tenant().runtime;
  if (call.request.method != "POST" && !tenant.state().customers.find(existing)) return call.reply(error(Refused(Refusal::unknown_customer)));
  CustomerRecord record = existing ? record_of(tenant, existing).value_or(CustomerRecord{}) : CustomerRecord{};
  record.id = existing;
  const auto take = [&](const char* name, std::string& into) { into = text_field(*body.fields, name).value_or(into); };
  take("reference", record.reference), take("name", record.name), take("company", record.company);
  take("email", record.email), take("phone", record.phone), take("url", record.url);
  if (const json::value* given = body.fields->if_contains("fields")) {
    auto fields = read_attributes(given);
    if (!fields) return call.reply(wrong_attributes("fields"));
    record.fields = std::move(*fields);
  }
  const auto id = store::mint<CommandId>();
  const CustomerId saved = existing ? existing : same_bits<CustomerId>(id);
  submit(granted, call, id, SaveCustomer{record}, [&tenant, saved, status = existing ? 200 : 201] {
    const auto now = record_of(tenant, saved);
    return now ? json_response(status, customer_json(*now)) : not_found();
  });
}

}  // namespace

void add_contact_routes(Router& router) {
  router.on<Action::read_conversations>("GET", "/api/v1/contacts/{id}", [](const auto& granted, Call& call) {
    call.reply(contact_response(200, granted.tenant().runtime, path_id<ContactTag>(call)));
  });
  router.on<Action::change_contacts>("PATCH", "/api/v1/contacts/{id}", change);
  router.on<Action::change_contacts>("POST", "/api/v1/contacts/{id}/merge", merge);
  router.on<Action::change_contacts>("POST", "/api/v1/contacts/{id}/unmerge", [](const auto& granted, Call& call) {
    const ContactId id = path_id<ContactTag>(call);
    submit(granted, call, store::mint<CommandId>(), UnmergeContact{id}, [&tenant = granted.tenant().runtime, id] { return contact_response(200, tenant, id); });
  });
  router.on<Action::read_conversations>("GET", "/api/v1/customers", list_customers);
  router.on<Action::change_contacts>("POST", "/api/v1/customers", [](const auto& granted, Call& call) { put_customer(granted, call, {}); });
  router.on<Action::change_contacts>("PATCH", "/api/v1/customers/{id}", [](const auto& granted, Call& call) { put_customer(granted, call, path_id<CustomerTag>(call)); });
}

}  // namespace tributary::api
