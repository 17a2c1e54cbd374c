// Tags of a conversation (D31, D32, D79-D82): those it has first, then all others, then what was archived; a name that is
// not there yet is created on the spot.

#include "core/base/text.h"
#include "core/base/sorted.h"
#include "web/app/form_pane.h"
#include "web/app/icons.h"
#include "web/app/palette.h"
#include "web/app/picker.h"
#include "web/app/tag_colours.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

PickerOption option_of(Frame& f, const Conversation& conversation, const Tag& tag, std::string_view query) {
  PickerOption one;
  one.title = tag.name;
  one.detail = tag.description;
  one.dot = tag_dot(f.ui.theme(), tag.colour);
  one.title_marks = marks_of(query, tag.name);
  one.detail_marks = marks_of(query, tag.description);
  one.checked = has_tag(conversation, tag);
  one.quiet = tag.archived;
  one.stays = true;
  one.section = one.checked ? words::people::tags_here : tag.archived ? words::people::tags_archived : words::people::tags_all;
  if (one.checked) one.wanted = intent::Do{UntagConversation{conversation.id, tag.id}};
  else if (tag.archived) one.wanted = intent::Do{RestoreTag{tag.id}, words::formatted(words::people::tag_restored, {{"tag", tag.name}}), {ArchiveTag{tag.id}}};
  else one.wanted = intent::Do{TagConversation{conversation.id, tag.id}};
  return one;
}

int place_of(const PickerOption& one) { return one.checked ? 0 : one.quiet ? 2 : 1; }

PickerOption creating(const Conversation& conversation, std::string name) {
  PickerOption one;
  one.title = words::formatted(words::people::tag_create, {{"tag", name}});
  one.section = words::people::tags_new;
  one.icon = icon::plus;
  one.stays = true;
  one.wanted = intent::CreateTag{conversation.id, std::move(name)};
  return one;
}

}  // namespace

std::vector<PickerOption> tag_options(Frame& f) {
  const Conversation* conversation = f.data().conversations.find(f.state.dialog.conversation);
  std::vector<PickerOption> all;
  if (!conversation) return all;
  const std::string name = trimmed(f.state.dialog.query), query = folded(name);
  bool taken = false;
  f.data().tags.for_each([&](const TagId&, const Tag& tag) {
    const std::string low = folded(tag.name);
    taken = taken || (low == query && !tag.archived);
    if (query.empty() || match(query, low) > 0 || match(query, folded(tag.description)) >= match_in_word) all.push_back(option_of(f, *conversation, tag, query));
  });
  sort_list(all, [](const PickerOption& a, const PickerOption& b) {
    return place_of(a) != place_of(b) ? place_of(a) < place_of(b) : folded(a.title) < folded(b.title);
  });
  if (!blank(name) && !taken) all.push_back(creating(*conversation, name));
  return all;
}

TagId tag_of_option(const Frame& f, const PickerOption& option) {
  const auto* wanted = std::get_if<intent::Do>(&option.wanted);
  if (!wanted || f.state.dialog.kind != Dialog::tags) return {};
  if (const auto* one = std::get_if<UntagConversation>(&wanted->command)) return one->tag;
  if (const auto* one = std::get_if<RestoreTag>(&wanted->command)) return one->tag;
  const auto* one = std::get_if<TagConversation>(&wanted->command);
  return one ? one->tag : TagId{};
}

}  // namespace tributary::app
