#include "relay/host/choice_contents.h"

#include "core/base/id_text.h"
#include "core/wire/json.h"
#include "relay/provider/twilio_content.h"

namespace tributary::host {

namespace {

// The small value that remembers it; other words have another name.
std::string name_of(const TenantRuntime& tenant, AccountId account, const ChoicesOffered& offered) {
  std::string words = to_text(account) + '\n' + offered.question;
  for (const Offer& one : offered.choices) words.append(1, '\0').append(one.title).append(1, '\0').append(one.description);
  CommandId name;
  tenant.keys().keyed(tenant.id(), "choices", words, name.high, name.low);
  return "choices/" + base32(name.high, name.low);
}

}  // namespace

std::optional<ChoicesOffered> ChoiceContents::offered_with(MessageId message) const {
  ChoicesOffered like;
  like.message = message;
  const auto text = tenant_.store().row_text(like);
  const auto content = text ? wire::parse_content(*text) : std::nullopt;
  const auto* offered = content ? std::get_if<ChoicesOffered>(&*content) : nullptr;
  return offered ? std::optional<ChoicesOffered>(*offered) : std::nullopt;
}

bool ChoiceContents::find(const Outgoing& message, const ProviderAccount& account, Then then) {
  if (message.channel != Channel::whatsapp) return false;
  const auto offered = offered_with(message.id);
  auto request = offered ? provider::twilio::create_choices(account.credentials, *offered) : std::nullopt;
  if (!request) return false;
  const std::string name = name_of(tenant_, account.id, *offered);
  if (const std::string known = tenant_.store().value(name).value_or(""); !known.empty()) {
    then(known);
    return true;
  }
  client_.send(std::move(*request), [this, name, then = std::move(then)](const http::OutboundResult& result) {
    const int status = result.stage == http::OutboundResult::Stage::answered ? result.response.status : 0;
    if (status == 0 || status == 429 || status >= 500) return then(std::nullopt);
    const std::string sid = status == 200 || status == 201 ? provider::twilio::created_content(result.response.body) : std::string();
    if (!sid.empty() && tenant_.room() != Room::none) tenant_.writing().put_value(name, sid);
    then(sid);
  });
  return true;
}

void ChoiceContents::forget(MessageId message, AccountId account) {
  if (const auto offered = offered_with(message)) tenant_.writing().put_value(name_of(tenant_, account, *offered), "");
}

}  // namespace tributary::host
