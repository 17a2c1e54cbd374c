// Files on their way from the person to a reply: chosen, pasted or dropped, uploaded at once, sent with the text.
#include <algorithm>
#include <charconv>

#include "core/base/id_text.h"
#include "core/engine/engine.h"
#include "web/app/app.h"
#include "web/app/composer_attachments.h"
#include "web/app/composer_text.h"
#include "web/app/entry_words.h"
#include "web/app/form_pane.h"
#include "web/app/http_bodies.h"
#include "web/app/panes.h"
#include "web/app/reason_words.h"
#include "web/app/several_messages.h"
#include "web/app/words.h"

namespace tributary::app {
namespace {

using Stage = PendingFile::Stage;

PendingFile* find_in(std::vector<PendingFile>& files, int file) {
  for (PendingFile& one : files)
    if (one.file == file) return &one;
  return nullptr;
}

// Also of the new conversation that has given way to a refused one: what it had begun to upload goes on meanwhile.
PendingFile* find_file(UiState& state, int file) {
  for (auto& of_conversation : state.files)
    if (PendingFile* found = find_in(of_conversation.second, file)) return found;
  return find_in(state.begun_conversation.files, file);
}

// "1204\timage/png\tphoto.png"
PendingFile described(int file, std::string_view text) {
  PendingFile pending;
  pending.file = file;
  const std::size_t first = text.find('\t'), second = first == text.npos ? text.npos : text.find('\t', first + 1);
  if (second == text.npos) return pending;
  std::from_chars(text.data(), text.data() + first, pending.bytes);
  pending.type = text.substr(first + 1, second - first - 1);
  pending.name = text.substr(second + 1);
  return pending;
}

}  // namespace

// The relay is asked what it thinks of the file while the person still writes.
void App::file_added(const platform::Event& event) {
  state_.files_over = false;
  if (state_.dialog.kind == Dialog::new_conversation) return file_for_new(event);
  const Conversation* conversation = shows_conversations(state_.page) && state_.open ? session_->state().conversations.find(state_.open) : nullptr;
  const auto refuse = [&](std::string why) {
    platform::forget_file(event.number);
    toast(std::move(why), true);
  };
  if (!conversation) return refuse(std::string(std::string_view(words::attach_no_conversation)));
  if (noting(state_, conversation->id)) return refuse(std::string(std::string_view(words::attach_not_in_note)));  // it would go to the customer, unseen behind the note
  const Stamp stamp{now(), Actor{ActorKind::agent, session_->welcome() ? session_->welcome()->agent : AgentId{}}, CommandId{}};
  const Decision may = decide_command(session_->state(), Command(SendReply{conversation->id, {}, "?"}), stamp);
  if (!may) return refuse(refusal_words(may.error()));
  auto& files = state_.files[conversation->id];
  if (files.size() >= pending_files_max && media_rules(conversation->channel).files == 1) return refuse(words::formatted(words::attach_at_once, {{"n", platform::format_number(pending_files_max)}}));
  if (files.size() >= pending_files_max) return refuse(words::pluralled(words::attach_too_many, static_cast<std::int64_t>(media_rules(conversation->channel).files), {{"channel", channel_word(conversation->channel)}}));
  add_file(conversation->id, conversation->channel, event);
}

void App::add_file(ConversationId conversation, Channel channel, const platform::Event& event) {
  PendingFile pending = described(event.number, event.text);
  pending.problem = file_problem(channel, pending);
  if (!pending.problem.empty()) {
    pending.stage = Stage::refused;
    platform::announce(words::formatted(words::attach_about, {{"name", pending.name}, {"why", pending.problem}}), true);
  }
  const bool goes = pending.stage == Stage::uploading;
  state_.files[conversation].push_back(std::move(pending));
  if (goes) start_upload(conversation, event.number);
}

void App::start_upload(ConversationId conversation, int file) {
  if (PendingFile* pending = find_file(state_, file)) pending->begun_ms = platform::now_ms();
  platform::upload(file, conversation ? "/api/v1/uploads?conversation=" + to_text(conversation) : std::string("/api/v1/uploads"));
}

void App::file_told(const platform::Event& event) {
  PendingFile* pending = find_file(state_, event.number);
  if (!pending || pending->stage != Stage::uploading) return;
  if (event.status == 0) {
    std::from_chars(event.text.data(), event.text.data() + event.text.size(), pending->percent);
    return;
  }
  const std::optional<UploadedFile> kept = event.status == 201 ? uploaded_file(event.text) : std::nullopt;
  if (kept) {
    pending->stage = Stage::ready;
    pending->upload = kept->id;
    pending->type = kept->type;
    pending->bytes = kept->bytes;
    return platform::announce(words::formatted(words::attach_ready, {{"name", pending->name}}), false);
  }
  // What the relay refuses it refuses again; what did not get through may be tried once more.
  const bool again = event.status < 0 || event.status >= 500 || event.status == 408 || event.status == 429;
  pending->stage = again ? Stage::failed : Stage::refused;
  pending->unheard = event.status < 0;
  const bool offline = pending->unheard && session_->link() != ClientSession::Link::live;
  const std::string code = error_code_of(event.text), said = error_message_of(event.text);
  pending->problem = event.status < 0 || said.empty() ? std::string(std::string_view(offline ? words::attach_offline : words::attach_not_uploaded)) : refusal_words(code, said);
  tend_files();
  if (pending->stage == Stage::uploading) return;  // on its way again
  platform::announce(words::formatted(words::attach_about, {{"name", pending->name}, {"why", pending->problem}}), true);
}

// What could not get through goes on by itself with every new connection, once.
void App::tend_files() {
  if (session_->link() != ClientSession::Link::live) return void(live_since_ms_ = 0);
  if (live_since_ms_ == 0) live_since_ms_ = platform::now_ms();
  for (const auto& [conversation, files] : state_.files)
    for (const PendingFile& one : files)
      if (one.stage == Stage::failed && one.unheard && one.begun_ms < live_since_ms_) retry_file(conversation, one.file);
}

void App::remove_file(ConversationId conversation, int file) {
  platform::forget_file(file);
  const auto it = state_.files.find(conversation);
  if (it == state_.files.end()) return;
  std::erase_if(it->second, [file](const PendingFile& one) { return one.file == file; });
  if (it->second.empty()) state_.files.erase(it);
  platform::focus(conversation ? nodes::composer(conversation) : nodes::form_field(form_message));
}

void App::retry_file(ConversationId conversation, int file) {
  PendingFile* pending = find_file(state_, file);
  if (!pending || pending->stage != Stage::failed) return;
  pending->stage = Stage::uploading;
  pending->percent = 0;
  pending->problem.clear();
  start_upload(conversation, file);
}

// Adds the files to what is sent. Why not, else: one is still coming, or cannot be sent.
std::string App::take_files(ConversationId conversation, Attachments& into) {
  const auto it = state_.files.find(conversation);
  if (it == state_.files.end()) return {};
  bool waits = false;
  for (const PendingFile& file : it->second) {
    if (file.stage == Stage::failed || file.stage == Stage::refused) return std::string(std::string_view(words::attach_remove_first));
    waits = waits || file.stage == Stage::uploading;
    into.push_back({file.upload, file.type, file.name, file.bytes, file.of, file.index});
  }
  return waits ? std::string(std::string_view(words::attach_wait)) : std::string();
}

// One message, or one for each file. False: refused, and nothing was sent. What is refused further on comes back as a reply
// that was not sent, as it would from the relay.
bool App::send_all(const SendReply& reply, CommandId& first) {
  const Conversation* conversation = session_->state().conversations.find(reply.conversation);
  const std::vector<SendReply> all = in_messages(conversation ? conversation->channel : Channel::sms, reply);
  SentTogether sent;
  for (const SendReply& one : all) {
    CommandId id;
    std::string why;
    const bool begins = sent.parts.empty();
    if (ask(one, &id, begins ? nullptr : &why)) sent.parts.push_back({same_bits<MessageId>(id), one.attachments});
    else if (begins) return false;
    else state_.not_sent.push_back(NotSent{id, one.conversation, one.text, why, now(), {}, one.attachments});
    if (begins) first = id;
  }
  constexpr std::size_t remembered_max = 20;
  if (state_.sent_together.size() == remembered_max) state_.sent_together.erase(state_.sent_together.begin());
  if (!reply.attachments.empty()) state_.sent_together.push_back(std::move(sent));
  return true;
}

void App::forget_files(ConversationId conversation) {
  const auto it = state_.files.find(conversation);
  if (it == state_.files.end()) return;
  for (const PendingFile& file : it->second) platform::forget_file(file.file);
  state_.files.erase(it);
}

// Of a reply that comes back into the composer: the relay still has them.
void App::put_back_files(ConversationId conversation, const Attachments& attachments) {
  for (const Attachment& one : attachments) {
    PendingFile file;
    file.file = --restored_files_;
    file.type = one.type;
    file.name = one.name;
    file.bytes = one.bytes;
    file.upload = one.upload;
    file.of = one.of;
    file.index = one.index;
    file.stage = Stage::ready;
    state_.files[conversation].push_back(std::move(file));
  }
}

}  // namespace tributary::app
