// What the palette finds besides actions and people: views, saved replies, times to snooze until, tags.
#include <algorithm>

#include "core/base/text.h"
#include "core/inbox/tag.h"
#include "web/app/address.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"
#include "web/app/list_head.h"
#include "web/app/palette.h"
#include "web/app/snooze_menu.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

constexpr std::size_t each_max = 6;

// Offers one thing, when it is what was asked for and there are not enough of its kind.
class Kind {
 public:
  Kind(std::string_view query, Word section, std::vector<PaletteEntry>& found) : query_(query), section_(section), found_(found) {}

  template <class Make>
  void offer(std::string title, std::string_view also, Make&& make) {
    const int score = count_ == each_max ? 0 : match(query_, folded(title + " " + std::string(also)));
    if (score < match_in_word) return;
    ++count_;
    PaletteEntry entry;
    entry.title = std::move(title);
    entry.section = section_;
    entry.score = score;
    entry.wanted = make();
    found_.push_back(std::move(entry));
  }

 private:
  std::string_view query_;
  Word section_;
  std::vector<PaletteEntry>& found_;
  std::size_t count_ = 0;
};

void views(const Frame& f, Kind kind) {
  for (const SavedView* view : my_views(f))
    kind.offer(words::formatted(words::palette_go_to, {{"name", view->name}}), {}, [&] {
      const Address address = parse_address(view->address).value_or(Address{});
      return Intent{intent::ShowList{address.view, address.filter}};
    });
}

void saved_replies(const Frame& f, const Conversation& conversation, Kind kind) {
  if (!noting(f.state, conversation.id) && reply_refused(f, conversation)) return;
  f.data().saved_replies.for_each([&](const SavedReplyId& id, const SavedReply& reply) {
    kind.offer(reply.title, reply.shortcut + " " + reply.folder, [&] {
      intent::Compose put{intent::Compose::What::insert_saved_reply, conversation.id};
      put.saved = id;
      return Intent{put};
    });
  });
}

void snoozing(const Frame& f, const Conversation& conversation, Kind kind) {
  Frame mine = f;  // times are said by the frame
  for (const NamedTime& one : named_snooze_choices(mine))
    kind.offer(words::formatted(words::people::snooze_for, {{"time", one.name}}), {}, [&] { return Intent{snooze_until(mine, conversation, one.at)}; });
}

void tags(const Frame& f, const Conversation& conversation, Kind kind) {
  f.data().tags.for_each([&](const TagId& id, const Tag& tag) {
    const bool there = has_tag(conversation, tag);
    if (tag.archived && !there) return;
    kind.offer(words::formatted(there ? words::people::tag_off : words::people::tag_on, {{"tag", tag.name}}), {}, [&] {
      return there ? Intent{intent::Do{UntagConversation{conversation.id, id}}} : Intent{intent::Do{TagConversation{conversation.id, id}}};
    });
  });
}

}  // namespace

void add_more(const Frame& f, std::string_view query, std::vector<PaletteEntry>& found) {
  views(f, Kind(query, words::group_go, found));
  const Conversation* open = shows_conversations(f.state.page) ? f.open() : nullptr;
  if (!open) return;
  snoozing(f, *open, Kind(query, words::group_conversation, found));
  tags(f, *open, Kind(query, words::group_conversation, found));
  saved_replies(f, *open, Kind(query, words::saved_replies, found));
}

}  // namespace tributary::app
