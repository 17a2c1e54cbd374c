#include "core/inbox/offer_choices.h"

#include "core/base/text.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/naming.h"
#include "core/inbox/sendable.h"

namespace tributary {
namespace {

constexpr int title_characters_max = 24, description_characters_max = 72;  // WhatsApp's, for a list

bool usable(const std::vector<Offer>& choices) {
  if (choices.empty() || choices.size() > static_cast<std::size_t>(limits::choices_max)) return false;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::string& title = choices[i].title;
    if (title.empty() || as_name(title) != title || code_points(title) > static_cast<std::size_t>(title_characters_max)) return false;
    if (!usable_words(choices[i].description, description_characters_max)) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (choices[j].title == title) return false;
  }
  return true;
}

std::string numbered(std::string text, const std::vector<Offer>& choices) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    text += "\n" + std::to_string(i + 1) + ". " + choices[i].title;
    if (!choices[i].description.empty()) text += " – " + choices[i].description;
  }
  return text;
}

}  // namespace

Decision decide(const State& state, const OfferChoices& command, const Stamp& stamp) {
  if (auto wrong = wrong_with_text(command.text)) return *wrong;
  TRY(target, target_of(state, command.conversation, {}, command.how, stamp.at));
  if (!usable(command.choices)) {
    Refused refused(Refusal::too_many_choices);
    refused.limit = limits::choices_max;
    return refused;
  }
  MessageBody body;
  body.text = numbered(command.text, command.choices);
  if (auto wrong = wrong_with_text(body.text)) return *wrong;
  if (auto why = why_not_sendable(state, target, command.how.not_before, stamp.at)) return *why;
  if (auto wrong = wrong_with_options(state, target, command.how, stamp)) return *wrong;
  TRY(outcome, queue_message(state, target, command.how, std::move(body), stamp));
  if (target.channel == Channel::whatsapp) outcome.contents.push_back(ChoicesOffered{same_bits<MessageId>(stamp.cause), command.text, command.choices});
  return outcome;
}

}  // namespace tributary
