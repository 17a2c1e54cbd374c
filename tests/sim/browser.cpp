#include "tests/sim/browser.h"

#include "core/base/id_text.h"

namespace tributary::sim {
namespace {

template <class Table>
auto any_of(const Table& table, Prng& prng) {
  using Value = std::remove_cvref_t<decltype(*table.own().begin()->second)>;
  std::vector<const Value*> all;
  table.for_each([&](const auto&, const Value& value) { all.push_back(&value); });
  return all.empty() ? nullptr : all[prng.below(all.size())];
}

}  // namespace

Browser::Browser(World& world, Relay& relay, std::uint64_t number) : world_(world), relay_(relay), agent_{1, number} {}

void Browser::connect() {
  session_.disconnected();  // whoever was let go has lost the socket and not noticed yet
  ++generation_;
  sent_upto_ = 0;
  catching_up_since_ = world_.time;
  server_ = std::make_unique<ServerSession>(relay_, [this, mine = generation_](std::string text) {
    if (mine == generation_) down(std::move(text));
  });
  if (bends_ && world_.fault(10)) session_.want_fresh_snapshot();
  std::vector<std::string> frames = session_.connected("ticket-" + std::to_string(agent_.low), "sim");
  if (bends_ && world_.fault(40)) bend(frames.front());
  up(std::move(frames));
}

// As from a disk that lost the end, kept what never was, or belongs to another history.
void Browser::bend(std::string& text) {
  const auto frame = wire::parse_client_frame(text);
  const auto* said = frame ? std::get_if<wire::Hello>(&*frame) : nullptr;
  if (!said) return;
  wire::Hello hello = *said;
  const std::uint64_t by = 1 + world_.prng.below(30);
  switch (world_.prng.below(4)) {
    case 0: hello.seq -= std::min(hello.seq, by); break;
    case 1: hello.seq += by; break;
    case 2: hello.seq += 1'000'000; break;
    default: hello.epoch = world_.prng.id<Epoch>(); break;
  }
  text = wire::client_frame_text(hello);
}

void Browser::let_go() {
  let_go_ = true;
  let_go_at_ = relay_.log().size();
  if (!server_) return;
  down(wire::server_frame_text(wire::Bye{"signed_out", "You were signed out. Sign in again."}));
  server_.reset();
  world_.in(600, [this, mine = generation_] { if (mine == generation_) disconnect(); });
}

void Browser::disconnect() {
  ++generation_;
  server_.reset();
  session_.disconnected();
}

// Frames of one socket keep their order as long as nothing goes wrong; here things go wrong.
void Browser::pass(std::function<void()> deliver, unsigned lost_percent) {
  if (world_.fault(lost_percent)) return;
  const int copies = world_.fault(3) ? 2 : 1;
  for (int i = 0; i < copies; ++i) {
    const std::int64_t late = world_.fault(5) ? world_.prng.delay(1, 400) : 0;
    world_.in(20 + late, [mine = generation_, this, deliver] {
      if (mine == generation_) deliver();
    });
  }
}

void Browser::up(std::vector<std::string> frames) {
  for (std::string& frame : frames)
    pass([this, frame = std::move(frame)] {
      if (!server_) return;
      ServerSession::Reaction reaction = server_->receive(frame);
      const bool joined = server_->joined();
      if (joined && sent_upto_ == 0) sent_upto_ = server_->caught_up_to();
      for (std::string& text : reaction.frames) down(std::move(text));
      if (reaction.close) world_.in(50, [this, mine = generation_] { if (mine == generation_) disconnect(); });
    }, 2);
}

void Browser::down(std::string frame) {
  pass([this, frame = std::move(frame)] {
    up(session_.receive(frame, Instant{world_.time}));
    const Agent* me = relay_.state().agents.find(agent_);
    if (let_go_ && me && me->active) let_go_ = false;
    if (let_go_ && session_.has_cursor() && session_.replica().sequence() > let_go_at_) world_.fail("agent " + std::to_string(agent_.low) + " heard on after being let go");
    take_text_back();
    if (session_.wants_reconnect()) disconnect();
  }, 2);
}

void Browser::send_new_lines() {
  if (!server_ || !server_->joined()) return;
  const std::uint64_t head = relay_.log().size();
  if (head <= sent_upto_) return;
  const Backend::Range range = relay_.lines_after(server_->viewer(), sent_upto_);
  down(wire::lines_frame_text(relay_.position().epoch, sent_upto_, head, range.lines, range.contents));
  sent_upto_ = head;
}

void Browser::hear(const std::string& frame) {
  if (server_ && server_->signed_in()) down(frame);
}

// A few conversations only, so that the agent's two devices meet in them. What is written says by whom.
void Browser::write_draft() {
  Prng& prng = world_.prng;
  std::vector<ConversationId> few;
  session_.state().conversations.for_each([&few](ConversationId id, const Conversation&) { if (few.size() < 3) few.push_back(id); });
  if (few.empty()) return;
  const ConversationId conversation = few[prng.below(few.size())];
  const bool note = prng.chance(20), ends = prng.chance(25), is_writing = prng.chance(30);
  const std::string text = "begun by " + std::to_string(agent_.low) + ": " + std::to_string(prng.below(1'000'000));
  const DraftBox::Key key{conversation, note};
  session_.drafts().writing(is_writing ? key : DraftBox::Key{});
  session_.drafts().write(key, ends ? std::string() : text, session_.relay_now(Instant{world_.time}));
  if (prng.chance(70)) up(session_.save_drafts());
}

// Now and then something else is said of it than is true.
Attachment Browser::any_upload(std::uint64_t number) {
  Prng& prng = world_.prng;
  const UploadId id{8, number};
  const auto known = Files::upload(id);
  if (known && prng.chance(80)) return {id, known->type, known->name, known->bytes};
  const char* const types[] = {"image/png", "application/pdf", "video/mp4", "text/html"};
  const std::uint64_t type = prng.below(4), bytes = prng.below(3'000'000);
  return {id, types[type], "file", static_cast<std::int64_t>(bytes)};
}

// A file of a message that this page shows, whoever sent it and whether or not it has arrived; or of none that anybody knows.
Attachment Browser::any_file_again() {
  Attachments files;
  session_.state().threads.for_each([&](ThreadId id, const Thread&) {
    const ThreadView* view = session_.thread(id);
    if (!view) return;
    for (const ThreadEntry& entry : view->entries())
      for (std::uint32_t at = 0; const MediaItem* item = entry.message ? session_.words().media(entry.message, at) : nullptr; ++at)
        files.push_back({{}, item->type, item->name, item->bytes, entry.message, at});
  });
  if (files.empty() || world_.prng.chance(10)) return {{}, "image/png", "of nobody", 1, MessageId{9, 9}, 0};
  return files[world_.prng.below(files.size())];
}

Command Browser::any_reply(const Conversation& conversation) {
  const std::uint64_t number = world_.prng.below(1'000'000);
  SendReply reply{conversation.id, {}, "reply " + std::to_string(number)};
  reply.how.then_resolve = number % 10 == 0;
  if (number % 10 == 1) reply.how.then_snooze = Instant{world_.time + world_.skew + static_cast<std::int64_t>(number % 90'000)};
  if (world_.prng.chance(20)) reply.session = conversation.sessions[world_.prng.below(3)];
  if (world_.prng.chance(3)) reply.text = std::string(1601, 'x');
  Prng& prng = world_.prng;
  if (prng.chance(15)) reply.how.not_before = Instant{world_.time + world_.skew + prng.delay(-5'000, 60'000)};
  const Conversation* confirmed = session_.replica().confirmed().conversations.find(conversation.id);
  const std::uint32_t there = confirmed ? confirmed->messages : 0;
  if (prng.chance(15)) reply.how.seen = there - (prng.chance(50) && there > 0 ? 1u : 0u);
  if (prng.chance(15)) {
    const std::uint64_t most = prng.chance(10) ? 13 : 3;  // of which there are twelve
    for (std::uint64_t n = 1 + prng.below(most); n > 0; --n) reply.attachments.push_back(any_upload(n));
    if (prng.chance(50)) reply.text.clear();
  }
  if (prng.chance(15)) {
    reply.attachments.push_back(any_file_again());
    if (prng.chance(50)) reply.text.clear();
  }
  if (prng.chance(10)) {
    reply.how.number = conversation.number;
    reply.how.identity = conversation.identity;
  }
  return reply;
}

// What agents do with a conversation besides answering; ids that nobody has are asked for too.
Command Browser::any_deed(const Conversation& conversation) {
  Prng& prng = world_.prng;
  const Tag* tag = any_of(session_.state().tags, prng);
  const Note* note = any_of(session_.state().notes, prng);
  const Contact* one = any_of(session_.state().contacts, prng);
  const Contact* other = any_of(session_.state().contacts, prng);
  const Team* team = any_of(session_.state().teams, prng);
  const Outgoing* message = any_of(session_.state().outgoing, prng);
  switch (prng.below(16)) {
    case 0: return AddNote{conversation.id, {}, "note", {AgentId{1, 1 + prng.below(4)}}};
    case 1: return EditNote{note ? note->id : NoteId{9, 9}, "note again", {}};
    case 2: return DeleteNote{note ? note->id : NoteId{9, 9}};
    case 3: return CreateTag{"tag " + std::to_string(prng.below(12)), "", 0x112233};
    case 4: case 5: return TagConversation{conversation.id, tag ? tag->id : TagId{9, 9}};
    case 6: return UntagConversation{conversation.id, tag ? tag->id : TagId{9, 9}};
    case 7:
      if (!tag || prng.chance(30)) return ChangeTag{tag ? tag->id : TagId{9, 9}, "tag " + std::to_string(prng.below(12)), "why", 1};
      if (prng.chance(50)) return ArchiveTag{tag->id};
      return RestoreTag{tag->id};
    case 8: case 9: return Snooze{conversation.id, Instant{world_.time + world_.skew + prng.delay(-10'000, 90'000)}};
    case 10: {
      Assign assign{conversation.id, {}, {}};
      if (prng.chance(40)) assign.to = AgentId{1, 1 + prng.below(3)};
      if (team && prng.chance(70)) assign.team = team->id;
      return assign;
    }
    case 11: {
      ChangeMany many{{conversation.id}, Resolve{}};
      if (const Conversation* second = any_of(session_.state().conversations, prng)) many.conversations.push_back(second->id);
      if (tag && prng.chance(60)) many.change = TagConversation{{}, tag->id};
      else if (prng.chance(50)) many.change = MarkRead{};
      return many;
    }
    case 12: return MergeContacts{one ? one->id : ContactId{9, 9}, other ? other->id : ContactId{9, 9}};
    case 13:
      if (one && prng.chance(50)) return UnmergeContact{one->id};
      return SetAttributes{one ? one->id : ContactId{9, 9}, {{"city", "Oslo"}}};
    case 14: return CancelSend{message ? message->id : MessageId{9, 9}};
    default: {
      SendTemplate send{conversation.id, TemplateId{6, 1 + prng.below(2)}, {}, {}};
      send.values.push_back({"name", prng.chance(80) ? "Ada" : ""});
      return send;
    }
  }
}

// What everybody works with: saved replies, customer records, teams. There are few names, so that agents take them from each
// other; only admins may touch a team, and everybody's page lets them try.
Command Browser::any_keeping() {
  Prng& prng = world_.prng;
  const SavedReply* saved = any_of(session_.state().saved_replies, prng);
  const Customer* customer = any_of(session_.state().customers, prng);
  const Contact* contact = any_of(session_.state().contacts, prng);
  const Team* team = any_of(session_.state().teams, prng);
  const std::string number = std::to_string(prng.below(6));
  const bool known = prng.chance(50);
  switch (prng.below(6)) {
    case 0: return SaveReply{known && saved ? saved->id : SavedReplyId{}, "s" + number, "Saved " + number, "Hello {{first_name}}", ""};
    case 1: return RemoveSavedReply{saved ? saved->id : SavedReplyId{9, 9}};
    case 2: {
      CustomerRecord record;
      if (known && customer) record.id = customer->id;
      record.name = "Customer " + number;
      return SaveCustomer{std::move(record)};
    }
    case 3: return LinkCustomer{contact ? contact->id : ContactId{9, 9}, known && customer ? customer->id : CustomerId{}};
    case 4: return ConfigureTeam{known && team ? team->id : TeamId{}, "Team " + number, {agent_}};
    default: return ArchiveTeam{team ? team->id : TeamId{9, 9}};
  }
}

// Up to twelve, of which ten are possible.
Command Browser::any_choices(const Conversation& conversation) {
  OfferChoices offer{conversation.id, "Which one?", {}, {}};
  for (std::uint64_t n = 1 + world_.prng.below(12); n > 0; --n) offer.choices.push_back({"Choice " + std::to_string(n), ""});
  return offer;
}

// As its thread shows it, whether or not the outbox still knows of it.
MessageId Browser::any_failed() {
  std::vector<MessageId> failed;
  session_.state().threads.for_each([&](ThreadId id, const Thread&) {
    const ThreadView* view = session_.thread(id);
    if (!view) return;
    for (const ThreadEntry& entry : view->entries())
      if (entry.kind == ThreadEntry::Kind::message && entry.direction == Direction::out && entry.delivery == Delivery::failed) failed.push_back(entry.message);
  });
  return failed.empty() ? MessageId{} : failed[world_.prng.below(failed.size())];
}

Command Browser::any_command() {
  Prng& prng = world_.prng;
  const Conversation* conversation = any_of(session_.state().conversations, prng);
  if (!conversation) return Resolve{};
  if (prng.chance(5)) return any_keeping();
  if (prng.chance(3)) return any_choices(*conversation);
  if (prng.chance(45)) return any_deed(*conversation);
  switch (prng.below(9)) {
    case 0: return Assign{conversation->id, prng.chance(80) ? AgentId{1, 1 + prng.below(3)} : AgentId{}};
    case 1: return Resolve{conversation->id};
    case 2: return Reopen{conversation->id};
    case 3: return MarkRead{conversation->id, conversation->inbound + static_cast<std::uint32_t>(prng.below(2))};
    case 4:
      if (const MessageId failed = any_failed(); failed && prng.chance(40)) return SendAgain{failed};
      if (const Outgoing* message = any_of(session_.state().outgoing, prng))
        return prng.chance(50) ? Command(SendAgain{message->id}) : Command(MarkAsSent{message->id});
      return Resolve{conversation->id};
    case 5:
      if (const Contact* contact = any_of(session_.state().contacts, prng)) return RenameContact{contact->id, "Named"};
      return Resolve{conversation->id};
    default: return any_reply(*conversation);
  }
}

void Browser::act() {
  Prng& prng = world_.prng;
  if (!server_) {
    if (prng.chance(30) || !world_.faults) connect();
    return;
  }
  if (prng.chance(8)) return write_draft();
  const bool stuck = session_.link() == ClientSession::Link::catching_up && world_.time - catching_up_since_ > 3'000;
  if (stuck || world_.fault(2)) return disconnect();
  if (prng.chance(30)) {
    if (const Thread* thread = any_of(session_.state().threads, prng))
      up(prng.chance(60) ? session_.open_thread(thread->id) : session_.load_older(thread->id));
    return;
  }
  const auto id = prng.id<CommandId>();  // apart from the command: compilers order arguments as they like
  ClientSession::Asked asked = session_.ask(id, any_command(), Instant{world_.time});
  if (asked.accepted) note_reply(id);
  up(std::move(asked.frames));
}

void Browser::finish_history() {
  if (!server_) return connect();
  up(session_.save_drafts());
  session_.state().threads.for_each([this](ThreadId id, const Thread&) {
    up(session_.open_thread(id));
    up(session_.load_older(id));
  });
}

bool Browser::history_loaded() const {
  bool all = true;
  session_.state().threads.for_each([&](ThreadId id, const Thread&) {
    if (!session_.thread(id) || session_.loading(id) || session_.has_older(id)) all = false;
  });
  return all;
}

bool Browser::quiet() const {
  return session_.link() == ClientSession::Link::live && session_.waiting() == 0 &&
         session_.replica().sequence() == relay_.log().size();
}

// Every device of an agent has what the relay has, and nobody has what somebody else began.
void Browser::check_drafts() const {
  const std::string who = "agent " + std::to_string(agent_.low) + ": ", mine = "begun by " + std::to_string(agent_.low) + ":";
  std::size_t kept = 0;
  const std::vector<Draft> all = relay_.drafts(Viewer{agent_, Role::agent}).value_or(std::vector<Draft>());
  for (const Draft& draft : all) {
    ++kept;
    const DraftBox::Begun* begun = session_.drafts().find(DraftBox::Key{draft.conversation, draft.note});
    if (!begun || begun->text != draft.text) world_.fail(who + "a draft is another than the relay's");
    if (!draft.text.starts_with(mine)) world_.fail(who + "keeps a draft of somebody else");
  }
  if (session_.drafts().wants_save()) world_.fail(who + "a draft was not saved");
  if (session_.drafts().saved() != kept) world_.fail(who + "has drafts that the relay has not");
}

// What a page shows of the files that went out is what the relay holds, whatever was predicted.
void Browser::check_files() const {
  for (const Relay::Record& record : relay_.log()) {
    const auto* queued = std::get_if<ReplyQueued>(&record.line.event);
    if (!queued) continue;
    std::uint32_t at = 0;
    for (; const auto held = relay_.media(queued->message, at); ++at) {
      const MediaItem* shown = session_.words().media(queued->message, at);
      const bool same = shown && shown->type == held->type && shown->name == held->name && shown->bytes == held->bytes && shown->state == held->state;
      if (!same) world_.fail("agent " + std::to_string(agent_.low) + ": a file is shown as another than it is");
    }
  }
}

void Browser::check() const {
  const std::string who = "agent " + std::to_string(agent_.low) + ": ";
  if (session_.waiting() != 0) world_.fail(who + "something is still pending");
  check_drafts();
  check_files();
  check_order();
  if (session_.replica().sequence() != relay_.log().size()) world_.fail(who + "behind the relay");
  if (digest(session_.state(), agent_) != digest(relay_.state(), agent_)) world_.fail(who + "another state than the relay");
  if (digest(session_.replica().confirmed(), agent_) != digest(relay_.state(), agent_)) world_.fail(who + "another confirmed state");
  session_.state().threads.for_each([&](ThreadId id, const Thread&) {
    ThreadView rebuilt;
    rebuilt.add_older(relay_.lines_of(id, Viewer{agent_, Role::agent}));
    const ThreadView* shown = session_.thread(id);
    if (!shown || !(shown->entries() == rebuilt.entries())) world_.fail(who + "a thread shows something else than its log");
  });
}

}  // namespace tributary::sim
