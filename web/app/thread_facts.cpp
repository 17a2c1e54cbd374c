#include "web/app/thread_facts.h"

#include "core/base/text.h"
#include "web/app/composer_attachments.h"
#include "web/app/composer.h"
#include "web/app/composer_text.h"

namespace tributary::app {
namespace {

MessageId newest(const Frame& f, const Target& target, Delivery wanted) {
  const Conversation* conversation = f.data().conversations.find(target.conversation);
  const ThreadView* thread = conversation ? f.session.thread(conversation->thread) : nullptr;
  MessageId found;
  if (!thread) return found;
  for (const ThreadEntry& entry : thread->entries()) {
    if (entry.kind != ThreadEntry::Kind::message || entry.direction != Direction::out || entry.delivery != wanted) continue;
    found = entry.message;
    if (found == target.message) return found;
  }
  return found;
}

}  // namespace

bool draft_is_sendable(const Frame& f, ConversationId conversation) {
  const bool written = !blank(draft_of(f.state, conversation));
  if (noting(f.state, conversation)) return written;
  const Conversation* found = f.data().conversations.find(conversation);
  if (found && files_in_the_way(f, *found)) return false;
  return written || (found && files_ready(f, *found));
}

MessageId failed_message(const Frame& f, const Target& target) { return newest(f, target, Delivery::failed); }
const ThreadEntry* entry_of(const Frame& f, ConversationId id, MessageId message) {
  const Conversation* conversation = f.data().conversations.find(id);
  const ThreadView* thread = conversation && message ? f.session.thread(conversation->thread) : nullptr;
  if (!thread) return nullptr;
  for (const ThreadEntry& entry : thread->entries())
    if (entry.kind == ThreadEntry::Kind::message && entry.message == message) return &entry;
  return nullptr;
}

MessageId held_message(const Frame& f, const Target& target) {
  const Conversation* conversation = f.data().conversations.find(target.conversation);
  const ThreadView* thread = conversation ? f.session.thread(conversation->thread) : nullptr;
  MessageId found;
  if (!thread) return found;
  for (const ThreadEntry& entry : thread->entries()) {
    if (!is_held(f, entry)) continue;
    found = entry.message;
    if (found == target.message) return found;
  }
  return found;
}

MessageId unconfirmed_message(const Frame& f, const Target& target) { return newest(f, target, Delivery::unknown); }

const NotSent* not_sent_reply(const Frame& f, const Target& target) {
  const NotSent* found = nullptr;
  for (const NotSent& one : f.state.not_sent)
    if (one.conversation == target.conversation) found = &one;
  return found;
}

const Toast* undo_of(const Frame& f) {
  for (auto it = f.state.toasts.rbegin(); it != f.state.toasts.rend(); ++it)
    if (it->undo) return &*it;
  return nullptr;
}

}  // namespace tributary::app
