#include "tests/web/app/desk.h"

#include "core/base/id_text.h"
#include "core/wire/snapshot.h"

namespace tributary {
namespace {

namespace headless = platform::headless;

const Actor system_actor{ActorKind::system, {}};
const Actor provider_actor{ActorKind::provider, {}};
constexpr NumberId sms_number{3, 1}, whatsapp_number{3, 2};

// One number each, whichever channel they use.
IdentityId identity_of(int who) { return IdentityId{4u, static_cast<std::uint64_t>(who)}; }

std::vector<IdentityClaim> claims_of(int who) { return {IdentityClaim{IdentityKind::phone, identity_of(who), "+1555010010" + std::to_string(who)}}; }

// Whom an address means is the relay's word.
Command addressed(Command command) {
  auto* start = std::get_if<StartConversation>(&command);
  if (start && !start->to.address.empty()) start->to = claims_of(start->to.address.back() - '0').front();
  return command;
}

std::string row_of(const Content& content) {
  const wire::ContentKey key = wire::key_of(content);
  return key.kind + std::to_string(key.high) + "/" + std::to_string(key.low) + "/" + std::to_string(key.part);
}

}  // namespace

Desk::Desk(platform::Screen screen) {
  headless::reset(screen, static_cast<double>(morning));
  const AccountId account{2, 1};
  const ServiceId service{2, 2};
  command(ConfigureAccount{Account{account, "twilio", "Twilio", "AC1", true}}, system_actor);
  command(ConfigureService{Service{service, "Support"}}, system_actor);
  command(ConfigureNumber{Number{sms_number, account, Channel::sms, "+15550100900", service}}, system_actor);
  command(ConfigureNumber{Number{whatsapp_number, account, Channel::whatsapp, "+15550100901", service}}, system_actor);
  command(ConfigureAgent{Agent{me.agent, Role::admin, true}, "Ada Admin"}, system_actor);
  command(ConfigureAgent{Agent{colleague.agent, Role::agent, true}, "Sam Agent"}, system_actor);
}

bool Desk::decide(CommandId id, const Command& wanted, const Actor& actor, Refused* why) {
  const Stamp stamp{now(), actor, id};
  const Decision decision = decide_command(state_, wanted, stamp);
  if (!decision) {
    if (why) *why = decision.error();
    return false;
  }
  for (const Event& event : decision->events) {
    Record record;
    record.line = Line{log_.size() + 1, stamp, event};
    apply_event(state_, event, stamp);
    record.thread = about(state_, event).thread;
    log_.push_back(std::move(record));
  }
  for (const Content& content : decision->contents) {
    const std::string text = wire::content_text(content);
    rows_[row_of(content)] = text;
    if (!decision->events.empty()) log_.back().contents.push_back(text);
  }
  return true;
}

bool Desk::command(const Command& wanted, const Actor& actor) {
  const std::uint64_t before = log_.size();
  const bool done = decide(next_id(), wanted, actor);
  publish(before);
  return done;
}

void Desk::publish(std::uint64_t after) {
  if (!server_ || !server_->joined() || log_.size() == after) return;
  const Range range = lines_after(server_->viewer(), after);
  to_page(wire::lines_frame_text(position().epoch, after, log_.size(), range.lines, range.contents));
  settle();
}

void Desk::to_page(const std::string& frame) {
  platform::Event event = headless::event_of(platform::EventKind::socket_text);
  event.text = frame;
  headless::emit(event);
}

void Desk::carry() {
  while (server_ && headless::record().socket_open && !headless::record().sent.empty()) {
    const std::vector<std::string> frames = std::exchange(headless::record().sent, {});
    for (const std::string& frame : frames)
      for (const std::string& answer : server_->receive(frame).frames) to_page(answer);
  }
}

void Desk::settle() {
  for (int i = 0; i < 10; ++i) {
    carry();
    answer_preferences();
    if (headless::settle() == 0) return;
  }
}

void Desk::open_page(std::string_view address) {
  app_ = std::make_unique<app::App>();
  headless::start(*app_, address);
  settle();
  sign_in_answered(200);
  connect();
}

void Desk::sign_in_answered(int status) {
  headless::answer(status, status == 200 ? "{\"kind\":\"agent\",\"id\":\"" + to_text(me.agent) + "\",\"name\":\"Ada Admin\",\"hasPassword\":" + (has_password ? "true" : "false") + "}" : std::string("{}"));
  settle();
}

void Desk::connect() {
  headless::answer(200, "{\"ticket\":\"one-use\"}");
  headless::settle();
  if (!headless::record().socket_wanted) return;
  server_ = std::make_unique<ServerSession>(*this, [this](std::string late) { to_page(late); });
  headless::record().socket_open = true;
  headless::emit(headless::event_of(platform::EventKind::socket_opened));
  settle();
}

void Desk::cut() {
  server_.reset();
  headless::record().socket_open = headless::record().socket_wanted = false;
  platform::Event event = headless::event_of(platform::EventKind::socket_closed);
  event.number = 1006;
  headless::emit(event);
  settle();
}

void Desk::reload(bool network) {
  server_.reset();
  headless::Record& record = headless::record();
  record.socket_open = record.socket_wanted = false;
  record.requests.clear();
  record.nodes.clear();
  record.fields.clear();
  app_ = std::make_unique<app::App>();
  headless::start(*app_, std::string(record.address));
  settle();
  sign_in_answered(network ? 200 : 0);
  if (network) connect();
}

void Desk::signs_in_again() {
  pass(1'000);
  sign_in_answered(200);
  connect();
}

void Desk::pass(std::int64_t ms) {
  headless::pass(static_cast<double>(ms));
  command(Wake{}, Actor{ActorKind::timer, {}});
  settle();
}

void Desk::customer_writes(int who, const std::string& name, const std::string& text, Channel channel) {
  ReceiveMessage message;
  message.channel = channel;
  message.body.text = text;
  customer_sends(who, name, std::move(message));
}

void Desk::customer_sends(int who, const std::string& name, ReceiveMessage message) {
  message.number = message.channel == Channel::whatsapp ? whatsapp_number : sms_number;
  message.from = claims_of(who);
  message.profile_name = name;
  command(message, provider_actor);
}

void Desk::customer_calls(int who, CallStatus status, int seconds) {
  RecordCall call;
  call.call = CallId{8, ++ids_};
  call.number = sms_number;
  call.other = claims_of(who);
  call.status = status;
  call.seconds = seconds;
  command(call, provider_actor);
}

void Desk::provider_reports(MessageId message, Delivery status, int error) {
  command(StartAttempt{message}, Actor{ActorKind::courier, {}});
  command(ReportDelivery{message, status, error}, provider_actor);
}

ConversationId Desk::conversation_of(int who) const {
  ConversationId found;
  state_.conversations.for_each([&](const ConversationId& id, const Conversation& conversation) {
    if (conversation.identity.low == static_cast<std::uint64_t>(who)) found = id;
  });
  return found;
}

ContactId Desk::contact_of(int who) const {
  const Identity* identity = state_.identities.find(identity_of(who));
  return identity ? identity->contact : ContactId{};
}

MessageId Desk::last_message() const {
  for (auto it = log_.rbegin(); it != log_.rend(); ++it)
    if (const auto* reply = std::get_if<ReplyQueued>(&it->line.event)) return reply->message;
  return {};
}

std::vector<MessageBody> Desk::replies() const {
  std::vector<MessageBody> all;
  for (const Record& record : log_) {
    const auto* reply = std::get_if<ReplyQueued>(&record.line.event);
    if (!reply) continue;
    MessageBody like;
    like.id = reply->message;
    const auto row = rows_.find(row_of(like));
    const auto content = row == rows_.end() ? std::nullopt : wire::parse_content(row->second);
    if (content) all.push_back(std::get<MessageBody>(*content));
  }
  return all;
}

MessageId Desk::last_received() const {
  for (auto it = log_.rbegin(); it != log_.rend(); ++it)
    if (const auto* received = std::get_if<MessageReceived>(&it->line.event)) return received->message;
  return {};
}

namespace {

// The last event of that kind in the log.
template <class One, class Log>
const One* last_of(const Log& log) {
  for (auto it = log.rbegin(); it != log.rend(); ++it)
    if (const One* found = std::get_if<One>(&it->line.event)) return found;
  return nullptr;
}

}  // namespace

NoteId Desk::last_note() const { return last_of<NoteAdded>(log_)->note; }
std::vector<AgentId> Desk::last_mentions() const { return last_of<NoteAdded>(log_)->mentions; }
TagId Desk::last_tag() const { return last_of<TagCreated>(log_)->tag; }
TeamId Desk::last_team() const { return last_of<TeamConfigured>(log_)->team; }
SavedReplyId Desk::last_saved_reply() const { return last_of<ReplySaved>(log_)->saved_reply.id; }
CustomerId Desk::last_customer() const { return last_of<CustomerSaved>(log_)->customer; }

std::optional<Backend::SignedIn> Desk::sign_in(const wire::Hello&) {
  return SignedIn{Viewer{me.agent, admin ? Role::admin : Role::agent}, "Ada Admin", "Northwind Support", notice};
}

Backend::Range Desk::lines_after(const Viewer& viewer, std::uint64_t after) {
  Range range;
  for (std::size_t i = after; i < log_.size(); ++i) {
    if (!may_see(viewer, log_[i].line.event)) continue;
    range.lines.push_back(wire::line_text(log_[i].line));
    for (const std::string& content : log_[i].contents) range.contents.push_back(content);
  }
  return range;
}

std::vector<std::string> Desk::snapshot(const Viewer& viewer) {
  std::vector<std::string> contents;
  for (const auto& [key, text] : rows_) contents.push_back(text);
  return wire::snapshot_pieces(state_, viewer.agent, contents, [](const Conversation&, const Contact&) { return std::vector<std::string>(); }, 256 * 1024);
}

Backend::PageRange Desk::page(const Viewer& viewer, ThreadId thread, std::uint64_t before, std::uint32_t limit) {
  PageRange found;
  for (std::size_t i = log_.size(); i > 0; --i) {
    const Record& record = log_[i - 1];
    if (record.thread != thread || (before != 0 && record.line.seq >= before) || !may_see(viewer, record.line.event)) continue;
    if (found.lines.size() == limit) {
      found.more = true;
      break;
    }
    found.lines.insert(found.lines.begin(), wire::line_text(record.line));
    for (const std::string& content : record.contents) found.contents.push_back(content);
  }
  return found;
}

void Desk::submit(const Viewer& viewer, const wire::Submit& submit, std::function<void(std::string)> done) {
  const std::uint64_t before = log_.size();
  wire::Answer answer;
  answer.id = submit.id;
  Refused why(Refusal::opted_out);
  const bool written = std::holds_alternative<SendReply>(submit.command) || std::holds_alternative<OfferChoices>(submit.command) ||
                       std::holds_alternative<SendTemplate>(submit.command) || std::holds_alternative<StartConversation>(submit.command) ||
                       std::holds_alternative<AddNote>(submit.command) ||
                       std::holds_alternative<SaveCustomer>(submit.command) || std::holds_alternative<SetAttributes>(submit.command) || std::holds_alternative<RenameContact>(submit.command);
  const bool refused = refuse_late && written;
  answer.accepted = !refused && decide(submit.id, addressed(submit.command), Actor{ActorKind::agent, viewer.agent}, &why);
  answer.seq = log_.size();
  if (!answer.accepted) {
    wire::ErrorBody error;
    error.code = code(why.why);
    error.message = sentence(why);
    answer.error = error;
  }
  done(wire::server_frame_text(answer));
  publish(before);
}

std::optional<std::vector<Draft>> Desk::drafts(const Viewer& viewer) {
  if (!keeps_drafts) return {};
  std::vector<Draft> mine;
  for (const auto& [key, draft] : drafts_)
    if (key.first == viewer.agent && !draft.text.empty()) mine.push_back(draft);
  return mine;
}

void Desk::save_drafts(const Viewer& viewer, const std::vector<Draft>& offered) {
  ++draft_saves;
  wire::Drafts stand;
  for (const Draft& one : offered) {
    const auto key = std::pair{viewer.agent, DraftBox::Key{one.conversation, one.note}};
    const auto there = drafts_.find(key);
    if (const auto kept = kept_of(one, there == drafts_.end() ? nullptr : &there->second, now())) drafts_[key] = *kept;
    stand.drafts.push_back(drafts_[key]);
  }
  to_page(wire::server_frame_text(stand));
}

std::string Desk::kept_draft(ConversationId conversation, bool note) const {
  const auto it = drafts_.find({me.agent, DraftBox::Key{conversation, note}});
  return it == drafts_.end() ? "" : it->second.text;
}

void Desk::other_device_writes(ConversationId conversation, const std::string& text, bool note, std::int64_t later) {
  const Draft draft{conversation, note, text, now() + later};
  drafts_[{me.agent, DraftBox::Key{conversation, note}}] = draft;
  if (!server_) return;
  to_page(wire::server_frame_text(wire::Drafts{{draft}, false}));
  settle();
}

}  // namespace tributary
