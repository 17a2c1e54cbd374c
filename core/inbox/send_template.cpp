#include "core/inbox/send_template.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/sendable.h"

namespace tributary {
namespace {

bool fits(const MessageTemplate& t, Channel channel, const Wanted& wanted) {
  if (t.channel != channel) return false;
  if (wanted.starts) return t.usage != TemplateUsage::reply;
  return wanted.window_open || t.usage != TemplateUsage::reply;
}

// Twilio's blanks are numbered; a template that names them is numbered in its order.
std::vector<std::pair<std::string, std::string>> for_provider(const std::vector<std::string>& names, const Values& values) {
  const bool numbers = std::all_of(names.begin(), names.end(), [](const std::string& name) { return name.find_first_not_of("0123456789") == name.npos; });
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::string& name : names) {
    const auto it = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
    all.push_back({numbers ? name : std::to_string(all.size() + 1), it == values.end() ? std::string() : it->second});
  }
  return all;
}

// The body's blanks are asked of filled_in(); a template without a body still has its list.
std::optional<Refused> missing(const MessageTemplate& t, const Values& values) {
  for (const std::string& name : t.variables) {
    const auto it = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
    if (it != values.end() && !blank(it->second) && valid_utf8(it->second)) continue;
    Refused refused(Refusal::missing_value);
    refused.what = name;
    return refused;
  }
  return {};
}

}  // namespace

Result<Prepared> prepare_template(const State& state, TemplateId id, const Values& values, Channel channel, const Wanted& wanted) {
  const MessageTemplate* t = state.templates.find(id);
  if (!t) return Refused(Refusal::unknown_template);
  if (!fits(*t, channel, wanted)) return Refused(Refusal::template_elsewhere);
  const bool here = !t->account || !wanted.account || t->account == wanted.account;
  const bool approved = t->approval == Approval::approved && !t->content_sid.empty() && here;
  if (!here && (blank(t->body) || (channel == Channel::whatsapp && !wanted.window_open))) return Refused(Refusal::template_elsewhere);
  const bool needs_approval = channel == Channel::whatsapp && !wanted.window_open;
  if (needs_approval && !approved) return Refused(Refusal::template_not_approved);
  if (auto wrong = missing(*t, values)) return *wrong;
  Prepared prepared;
  TRY(text, filled_in(t->body, values));
  const bool by_provider = channel == Channel::whatsapp ? approved : blank(t->body);
  if (!by_provider && blank(t->body)) return Refused(Refusal::template_not_approved);
  prepared.text = blank(text) ? t->name : text;
  if (auto wrong = wrong_with_text(prepared.text)) return *wrong;
  prepared.use.message_template = id;
  if (!by_provider) return prepared;
  prepared.use.content_sid = t->content_sid;
  prepared.use.variables = for_provider(t->variables, values);
  return prepared;
}

Decision decide(const State& state, const SendTemplate& command, const Stamp& stamp) {
  TRY(target, target_of(state, command.conversation, {}, command.how, stamp.at));
  const Instant leaves = std::max(stamp.at, command.how.not_before);  // whether its words must be approved is asked of that moment
  const auto why = why_not_sendable(state, *target.conversation, target.channel, target.number, target.identity, leaves);
  const bool closed = why && why->why == Refusal::whatsapp_window_closed;
  if (why && !closed) return *why;
  const Number* number = state.numbers.find(target.number);
  const Wanted wanted{false, !closed, number ? number->account : AccountId{}};
  TRY(prepared, prepare_template(state, command.message_template, command.values, target.channel, wanted));
  if (auto wrong = wrong_with_options(state, target, command.how, stamp)) return *wrong;
  MessageBody body;
  body.text = prepared.text;
  TRY(outcome, queue_message(state, target, command.how, std::move(body), stamp));
  const auto message = same_bits<MessageId>(stamp.cause);
  if (!prepared.use.content_sid.empty()) outcome.events.push_back(TemplateUsed{message, target.conversation->id, command.message_template});
  prepared.use.message = message;
  outcome.contents.push_back(std::move(prepared.use));
  return outcome;
}

void apply(State& state, const TemplateUsed& event, const Stamp&) { state.outgoing.edit(event.message).approved_words = true; }

}  // namespace tributary
