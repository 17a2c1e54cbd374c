#include "relay/host/account_rows.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "core/base/id_text.h"

namespace tributary::host {

namespace json = boost::json;

namespace {

constexpr std::string_view list_name = "accounts";

std::string place_of(const std::string& tenant) { return tenant + "|values|accounts|value"; }

std::string text_of(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v && v->is_string() ? std::string(v->as_string()) : std::string();
}

}  // namespace

std::vector<AddedAccount> added_accounts(const store::TenantStore& store, const store::Keys& keys, const std::string& tenant) {
  std::vector<AddedAccount> all;
  const auto sealed = store.value(list_name);
  if (!sealed) return all;
  const auto text = keys.unseal(*sealed, place_of(tenant));
  if (!text) throw std::runtime_error("The provider accounts of tenant " + tenant + " were sealed with another master key.");
  const json::value list = json::parse(*text);
  for (const json::value& v : list.as_array()) {
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
  store.put_value(list_name, keys.seal(json::serialize(all), place_of(tenant)));
}

}  // namespace tributary::host
