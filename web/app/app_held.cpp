// A reply that waits for its time and is taken back: its words and files, and what was done with its conversation when it was sent.
#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "web/app/app.h"
#include "web/app/change_back.h"
#include "web/app/change_one.h"
#include "web/app/composer.h"
#include "web/app/panes.h"
#include "web/app/resend.h"
#include "web/app/several_messages.h"

namespace tributary::app {
namespace {

// Which reply it offers to take back; no id: none.
MessageId taken_back_by(const Toast& one) {
  const auto* compose = one.undo ? std::get_if<intent::Compose>(&*one.undo) : nullptr;
  return compose && compose->what == intent::Compose::What::take_back ? compose->message : MessageId{};
}

}  // namespace

// What was said of both since `said_before`. Until the reply leaves, the key for Undo means it and takes the change with it.
void App::followed_by_change(ConversationId conversation, std::uint64_t said_before) {
  if (!held_) return;
  std::vector<Toast>& said = state_.toasts;
  const auto of_this = [&](const auto& is) { return std::find_if(said.begin(), said.end(), [&](const Toast& one) { return one.number > said_before && is(one); }); };
  const auto change = of_this([&](const Toast& one) { return one.subject == status_subject(conversation); });
  const auto* back = change != said.end() && change->undo ? std::get_if<intent::ChangeBack>(&*change->undo) : nullptr;
  if (!back) return;
  std::erase_if(followed_, [this](const auto& one) { return left_already(one.first); });
  followed_[held_] = *back;
  const auto held = of_this(taken_back_by);
  if (held != said.end()) std::rotate(held, held + 1, said.end());
}

bool App::left_already(MessageId id) const {
  const Outgoing* message = session_->state().outgoing.find(id);
  return !message || message->status != Delivery::queued;
}

// Nothing is offered that cannot be taken back any more, however long a dialog lay over it.
void App::drop_spent_offers() {
  std::erase_if(state_.toasts, [this](const Toast& one) {
    const MessageId message = taken_back_by(one);
    return message && left_already(message);
  });
}

// Whether something had followed it. What has become of the conversation since, by whomever, stays.
bool App::change_goes_back(MessageId message) {
  const auto it = followed_.find(message);
  if (it == followed_.end()) return false;
  const intent::ChangeBack back = std::move(it->second);
  followed_.erase(it);
  const Left& left = back.left.front();
  std::erase_if(state_.toasts, [&left](const Toast& one) { return one.subject == status_subject(left.conversation); });
  const Conversation* is = session_->state().conversations.find(left.conversation);
  if (is && is->status == left.status && asleep_until(session_->state(), is->id) == left.asleep) change_back(back);
  return true;
}

// Choices and a template stand in their dialog again. Where this page did not send them, a template's words belong to the
// provider: they do not come back as words of one's own. What went out at once comes back at once, as far as it is still here.
// Who had gone on to the next conversation comes back to this one.
void App::take_back(MessageId message) {
  const Outgoing* held = session_->state().outgoing.find(message);
  const ConversationId conversation = held ? held->conversation : ConversationId{};
  std::string text;
  Attachments files;
  bool followed = false;
  for (const SentTogether::Part& part : take_together(state_.sent_together, message)) {
    const MessageBody* body = session_->words().body(part.message);
    std::string said = body && !session_->words().template_use(part.message) ? body->text : std::string();
    Attachments carried = part.files;
    if (carried.empty() && body) carried = files_again(session_->words(), *body).value_or(Attachments{});  // sent before this page was loaded
    std::string gone_already;
    if (!ask(CancelSend{part.message}, nullptr, part.message == message ? nullptr : &gone_already)) continue;
    if (const auto dialog = held_dialogs_.find(part.message); dialog != held_dialogs_.end()) {
      const Command sent = std::move(dialog->second);
      held_dialogs_.erase(dialog);
      return fill_dialog(conversation, sent);
    }
    followed = change_goes_back(part.message) || followed;
    if (text.empty()) text = std::move(said);
    files.insert(files.end(), carried.begin(), carried.end());
  }
  if (!conversation || (text.empty() && files.empty())) return;
  put_back_files(conversation, files);
  load_draft(conversation);
  const std::string& draft = state_.drafts[conversation];
  if (!blank(draft)) text = blank(text) ? draft : draft + "\n" + text;
  platform::set_field_text(nodes::composer(conversation), text);
  keep_draft(conversation, text);
  if (followed || state_.open == conversation) show_tab(conversation, false);
}

}  // namespace tributary::app
