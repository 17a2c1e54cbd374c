#include "core/inbox/tag.h"

#include <algorithm>

#include "core/base/planted.h"
#include "core/inbox/catalogue.h"
#include "core/inbox/naming.h"

namespace tributary {
namespace {

constexpr std::uint32_t colour_max = 0xFFFFFF;

std::optional<Refused> wrong_with(const State& state, const std::string& name, const std::string& description, std::uint32_t colour, TagId except) {
  if (auto wrong = too_long(description, limits::description_characters_max)) return wrong;
  if (name.empty() || colour > colour_max || !usable_words(description, limits::description_characters_max)) return Refused(Refusal::invalid_value);
  if (numbered_names(state.tags, name, except).taken) return Refused(Refusal::name_taken);
  return {};
}

}  // namespace

bool has_tag(const Conversation& conversation, const Tag& tag) {
  return std::find(conversation.tags.begin(), conversation.tags.end(), tag.number) != conversation.tags.end();
}

std::vector<TagId> tags_of(const State& state, const Conversation& conversation) {
  std::vector<TagId> tags;
  for (std::uint16_t number : conversation.tags)
    if (const TagId* tag = number ? state.tag_of_number.find(number) : nullptr) tags.push_back(*tag);
  return tags;
}

Decision decide(const State& state, const CreateTag& command, const Stamp& stamp) {
  if (auto wrong = too_long(command.name, limits::name_characters_max)) return *wrong;
  const std::string name = as_name(command.name);
  const auto id = same_bits<TagId>(stamp.cause);
  if (state.tags.find(id)) return Refusal::id_conflict;
  if (auto wrong = wrong_with(state, name, command.description, command.colour, {})) return *wrong;
  const auto number = static_cast<std::uint16_t>(numbered_names(state.tags, name, TagId{}).highest + 1);
  if (number > limits::tags_max) return list_full(limits::tags_max);
  return Decision(TagCreated{id, number, name, command.description, command.colour});
}

Decision decide(const State& state, const ChangeTag& command, const Stamp&) {
  const Tag* tag = state.tags.find(command.tag);
  if (!tag) return Refusal::unknown_tag;
  if (auto wrong = too_long(command.name, limits::name_characters_max)) return *wrong;
  const std::string name = as_name(command.name);
  if (auto wrong = wrong_with(state, name, command.description, command.colour, command.tag)) return *wrong;
  if (tag->name == name && tag->description == command.description && tag->colour == command.colour) return Outcome{};
  return Decision(TagChanged{command.tag, name, command.description, command.colour});
}

Decision decide(const State& state, const ArchiveTag& command, const Stamp&) {
  const Tag* tag = state.tags.find(command.tag);
  if (!tag) return Refusal::unknown_tag;
  if (tag->archived) return Outcome{};
  return Decision(TagArchived{command.tag});
}

Decision decide(const State& state, const RestoreTag& command, const Stamp&) {
  const Tag* tag = state.tags.find(command.tag);
  if (!tag) return Refusal::unknown_tag;
  if (!tag->archived) return Outcome{};
  if (numbered_names(state.tags, tag->name, tag->id).taken) return Refusal::name_taken;
  return Decision(TagRestored{command.tag});
}

Decision decide(const State& state, const TagConversation& command, const Stamp&) {
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  const Tag* tag = state.tags.find(command.tag);
  if (!tag || tag->archived) return Refusal::unknown_tag;
  if (has_tag(*conversation, *tag) && !PLANTED(13)) return Outcome{};
  if (conversation->tags.back() != 0) {
    Refused refused(Refusal::too_many_tags);
    refused.limit = limits::tags_per_conversation_max;
    return refused;
  }
  return Decision(Tagged{command.conversation, command.tag});
}

Decision decide(const State& state, const UntagConversation& command, const Stamp&) {
  const Conversation* conversation = state.conversations.find(command.conversation);
  if (!conversation) return Refusal::unknown_conversation;
  const Tag* tag = state.tags.find(command.tag);
  if (!tag) return Refusal::unknown_tag;
  if (!has_tag(*conversation, *tag)) return Outcome{};
  return Decision(Untagged{command.conversation, command.tag});
}

void apply(State& state, const TagCreated& event, const Stamp&) {
  state.tags.edit(event.tag) = Tag{event.tag, event.number, event.name, event.description, event.colour, false};
  state.tag_of_number.edit(event.number) = event.tag;
}

void apply(State& state, const TagChanged& event, const Stamp&) {
  Tag& tag = state.tags.edit(event.tag);
  tag.name = event.name;
  tag.description = event.description;
  tag.colour = event.colour;
}

void apply(State& state, const TagArchived& event, const Stamp&) { state.tags.edit(event.tag).archived = true; }
void apply(State& state, const TagRestored& event, const Stamp&) { state.tags.edit(event.tag).archived = false; }

// The tags of a header stand at its front, without gaps.
void apply(State& state, const Tagged& event, const Stamp&) {
  const Tag* tag = state.tags.find(event.tag);
  auto& tags = state.conversations.edit(event.conversation).tags;
  const auto free = std::find(tags.begin(), tags.end(), std::uint16_t{0});
  if (tag && free != tags.end()) *free = tag->number;
}

void apply(State& state, const Untagged& event, const Stamp&) {
  const Tag* tag = state.tags.find(event.tag);
  auto& tags = state.conversations.edit(event.conversation).tags;
  if (tag) std::fill(std::remove(tags.begin(), tags.end(), tag->number), tags.end(), std::uint16_t{0});
}

}  // namespace tributary
