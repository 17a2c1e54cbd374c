#include "web/app/announcer.h"

#include <algorithm>
#include <string>

#include "core/view/inbox_list.h"
#include "web/app/entry_words.h"
#include "web/app/words.h"
#include "web/platform/platform.h"

namespace tributary::app {
namespace {

constexpr std::size_t told_singly_max = 3, waiting_max = 50;

std::string sentence_for(const ClientSession& session, const ListRow& row) {
  const std::string who = person_title(session.words(), session.state(), row.contact);
  const MessageBody* body = session.words().body(row.last_message);
  if (!body) return words::formatted(words::new_message_from, {{"who", who}});
  return words::formatted(words::new_message_saying, {{"who", who}, {"text", preview_text(*body)}});
}

}  // namespace

void Announcer::forget() { *this = Announcer(); }

void Announcer::sent(MessageId message, ThreadId thread) {
  if (waiting_.size() < waiting_max) waiting_.insert({thread, message});
}

void Announcer::look(const ClientSession& session, bool link_lost, bool speaks) {
  if (link_lost != lost_) {
    lost_ = link_lost;
    if (speaks) platform::announce(lost_ ? words::connection_lost : words::connection_back, lost_);
  }
  if (session.version() == version_) return;
  version_ = session.version();
  new_messages(session, speaks);
  fates(session);
}

void Announcer::new_messages(const ClientSession& session, bool speaks) {
  if (session.link() != ClientSession::Link::live || !session.welcome()) return;
  // The newest activity stands first: what was heard before ends the look, however long the list.
  const InboxIndex& inbox = session.inbox();
  const std::size_t view = InboxIndex::view(InboxView::all), rows = inbox.totals(view).open;
  std::vector<ListRow> fresh, newest_rows;
  for (std::size_t at = 0; at < rows; ++at) {
    const ListRow row = inbox.row(session.state(), view, at);
    if (row.last_activity < heard_) break;
    if (newest_rows.empty() || row.last_activity == newest_rows.front().last_activity) newest_rows.push_back(row);
    else if (!caught_up_) break;
    const bool unheard = row.last_activity > heard_ || told_.count(row.last_message) == 0;
    if (unheard && row.last_direction == Direction::in && row.last_message) fresh.push_back(row);
  }
  if (!newest_rows.empty() && newest_rows.front().last_activity > heard_) {
    told_.clear();
    heard_ = newest_rows.front().last_activity;
  }
  for (const ListRow& row : newest_rows) told_.insert(row.last_message);
  const bool first_look = !caught_up_;
  caught_up_ = true;
  if (first_look || fresh.empty() || !speaks) return;
  if (fresh.size() > told_singly_max) return platform::announce(words::pluralled(words::new_messages, static_cast<std::int64_t>(fresh.size())), false);
  for (auto it = fresh.rbegin(); it != fresh.rend(); ++it) platform::announce(sentence_for(session, *it), false);
}

void Announcer::fates(const ClientSession& session) {
  for (auto it = waiting_.begin(); it != waiting_.end();) {
    const ThreadView* thread = session.thread(it->first);
    const MessageId message = it->second;
    Delivery delivery = Delivery::queued;
    if (thread)
      for (const ThreadEntry& entry : thread->entries())
        if (entry.kind == ThreadEntry::Kind::message && entry.message == message) delivery = entry.delivery;
    const bool over = delivery >= Delivery::accepted;
    if (over && delivery == Delivery::failed) platform::announce(words::message_not_delivered, true);
    else if (over && delivery != Delivery::cancelled) platform::announce(words::message_sent, false);
    it = over ? waiting_.erase(it) : std::next(it);
  }
}

}  // namespace tributary::app
