#include "web/app/passages.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/view/links.h"
#include "web/app/entry_words.h"
#include "web/app/thread_layout.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

struct Written { const ThreadEntry* entry = nullptr; const NotSent* not_sent = nullptr; std::uint64_t id = 0; std::string_view text; };

std::string_view text_of(const Frame& f, const ThreadEntry& entry) {
  const MessageBody* body = f.words().body(entry.message);
  if (!body) return {};
  return body->text.empty() && body->choice ? std::string_view(body->choice->title) : std::string_view(body->text);
}

bool is_note(const ThreadEntry& entry) { return entry.kind == ThreadEntry::Kind::note; }

// What tells the page anew. Notes are changed in place; what was sent stays as it is.
std::uint64_t mark_of(const Written& one) { return one.entry && is_note(*one.entry) ? node_id(one.text, one.id) : one.id; }

// Whoever pastes a private note sees that it is one.
std::string_view author_of(Frame& f, const Written& one) {
  if (!one.entry) return words::you;
  if (!is_note(*one.entry)) return author_words(f, *one.entry);
  return f.ui.join({"(", words::private_note, ") ", agent_words(f, one.entry->actor.agent)});
}

std::vector<Written> written_in(const Frame& f, const Conversation& conversation) {
  std::vector<Written> all;
  if (const ThreadView* view = f.session.thread(conversation.thread))
    for (const ThreadEntry& entry : view->entries()) {
      if (entry.kind == ThreadEntry::Kind::message) all.push_back({&entry, nullptr, entry_key(entry), text_of(f, entry)});
      else if (is_note(entry)) all.push_back({&entry, nullptr, entry_key(entry), f.ui.keep(for_display(f.words().note(entry.note)))});
    }
  for (const NotSent& one : f.state.not_sent)
    if (one.conversation == conversation.id) all.push_back({nullptr, &one, node_id("not-sent", one.command), one.text});
  all.erase(std::remove_if(all.begin(), all.end(), [](const Written& one) { return one.text.empty(); }), all.end());
  return all;
}

std::string_view links_of(Ui& ui, std::string_view text) {
  std::string_view rows;
  for (const Link& link : find_links(text))
    rows = ui.join({rows, std::to_string(link.begin), "\t", std::to_string(link.end), "\t1\t", link.address, "\t\n"});
  return rows;
}

void tell(Frame& f, const Conversation& conversation, platform::PassageChange change, std::span<const Written> some) {
  std::vector<platform::Passage> list;
  list.reserve(some.size());
  for (const Written& one : some) {
    const Instant at = one.entry ? one.entry->at : one.not_sent->at;
    list.push_back({one.id, static_cast<double>(at.ms), author_of(f, one), one.text, links_of(f.ui, one.text)});
  }
  platform::passages(node_id("log", conversation.thread), change, list);
}

// Who has written may get another name, and "You" another language.
std::uint64_t names_of(Frame& f, const Conversation& conversation) { return node_id(contact_title(f, conversation), node_id(words::you)); }

}  // namespace

void Passages::look(Frame& f) {
  const Conversation* conversation = f.open();
  const ThreadView* view = conversation ? f.session.thread(conversation->thread) : nullptr;
  if (!view) return;
  const Seen now{conversation->thread, view->version(), f.state.not_sent.size(), names_of(f, *conversation)};
  if (now == seen_) return;
  if (now.names != seen_.names) told_.clear();
  const bool same_thread = now.thread == seen_.thread;
  seen_ = now;
  const std::vector<Written> all = written_in(f, *conversation);
  std::vector<std::uint64_t> marks;
  marks.reserve(all.size());
  for (const Written& one : all) marks.push_back(mark_of(one));
  if (marks == told_ && same_thread) return;
  // What the page has is still there in one piece: only the ends are news.
  const auto first = told_.empty() ? marks.end() : std::find(marks.begin(), marks.end(), told_.front());
  const auto before = static_cast<std::size_t>(first - marks.begin());
  const bool grown = same_thread && first != marks.end() && marks.size() - before >= told_.size() && std::equal(told_.begin(), told_.end(), first);
  const std::span<const Written> list(all);
  if (grown) {
    if (before > 0) tell(f, *conversation, platform::PassageChange::before, list.first(before));
    const std::size_t after = before + told_.size();
    if (after < all.size()) tell(f, *conversation, platform::PassageChange::after, list.subspan(after));
  } else {
    tell(f, *conversation, platform::PassageChange::all, list);
  }
  told_ = std::move(marks);
}

}  // namespace tributary::app
