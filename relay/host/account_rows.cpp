#include "relay/host/account_rows.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "core/base/id_text.h"

namespace tributary::host {

namespace json = boost::json;

namespace {

constexpr const char *connected_name = "accounts", *disconnected_name = "accounts_disconnected";

std::string place_of(const std::string& tenant, const std::string& list) { return tenant + "|values|" + list + "|value"; }

std::string text_of(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v && v->is_string() ? std::string(v->as_string()) : std::string();
}

json::array list_of(const store::TenantStore& store, const store::Keys& keys, const std::string& tenant, const char* name) {
  const auto sealed = store.value(name);
  if (!sealed) return {};
  const auto text = keys.unseal(*sealed, place_of(tenant, name));
  if (!text) throw std::runtime_error("The provider accounts of tenant " + tenant + " were sealed with another master key.");
  return json::parse(*text).as_array();
}

void put_list(store::TenantStore& store, const store::Keys& keys, const std::string& tenant, const char* name, const json::array& list) {
  store.put_value(name, keys.seal(json::serialize(list), place_of(tenant, name)));
}

}  // namespace

std::vector<AddedAccount> added_accounts(const store::TenantStore& store, const store::Keys& keys, const std::string& tenant) {
  std::vector<AddedAccount> all;
  for (const json::value& v : list_of(store, keys, tenant, connected_name)) {
    const json::object& o = v.as_object();
    if (const auto id = parse_id<AccountTag>(text_of(o, "id"))) all.push_back({*id, text_of(o, "sid"), text_of(o, "token"), text_of(o, "previous"), text_of(o, "base"), text_of(o, "secret")});
  }
  return all;
}

// The release before reads the same list and passes over `previous`, which is there only while a token is being rotated (P11).
void put_added_accounts(store::TenantStore& store, const store::Keys& keys, const std::string& tenant, const std::vector<AddedAccount>& accounts) {
  json::array all;
  for (const AddedAccount& one : accounts) {
    json::object row{{"id", to_text(one.id)}, {"sid", one.sid}, {"token", one.token}, {"base", one.base}, {"secret", one.secret}};
    if (!one.previous.empty()) row["previous"] = one.previous;
    all.push_back(std::move(row));
  }
  put_list(store, keys, tenant, connected_name, all);
}

std::vector<DisconnectedAccount> disconnected_accounts(const store::TenantStore& store, const store::Keys& keys, const std::string& tenant) {
  std::vector<DisconnectedAccount> all;
  for (const json::value& v : list_of(store, keys, tenant, disconnected_name)) {
    const json::object& o = v.as_object();
    const auto id = parse_id<AccountTag>(text_of(o, "id"));
    if (!id) continue;
    DisconnectedAccount one{*id, text_of(o, "sid"), text_of(o, "base"), text_of(o, "secret"), {}};
    for (const json::value& number : o.at("numbers").as_array())
      if (const auto known = parse_id<NumberTag>(std::string_view(number.as_string()))) one.numbers.push_back(*known);
    all.push_back(std::move(one));
  }
  return all;
}

void put_disconnected_accounts(store::TenantStore& store, const store::Keys& keys, const std::string& tenant, const std::vector<DisconnectedAccount>& accounts) {
  json::array all;
  for (const DisconnectedAccount& one : accounts) {
    json::array numbers;
    for (const NumberId id : one.numbers) numbers.push_back(json::value(to_text(id)));
    all.push_back(json::object{{"id", to_text(one.id)}, {"sid", one.sid}, {"base", one.base}, {"secret", one.secret}, {"numbers", std::move(numbers)}});
  }
  put_list(store, keys, tenant, disconnected_name, all);
}

}  // namespace tributary::host
