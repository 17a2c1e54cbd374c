#include "relay/api/uploads_api.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "core/base/id_text.h"
#include "core/base/text.h"
#include "core/inbox/attachment.h"
#include "relay/api/answers.h"
#include "relay/api/commanding.h"
#include "relay/api/media_api.h"
#include "relay/host/outgoing_files.h"
#include "relay/http/answer.h"
#include "relay/store/failure.h"

namespace tributary::api {

namespace json = boost::json;

namespace {

constexpr std::string_view uploads_path = "/api/v1/uploads";

// What a file on its way has of its tenant's share.
struct Taken { host::DiskQuota::Promise room; host::Filing::Place place; };

class UploadSink final : public http::BodySink {
 public:
  UploadSink(std::unique_ptr<store::IncomingFile> file, Taken taken) : file_(std::move(file)), share_(std::move(taken)) {}
  bool take(std::string_view piece) override { return file_->write(piece); }
  std::size_t taken() const override { return file_->bytes(); }
  store::IncomingFile& file() { return *file_; }
  // For whoever goes on with the file: the sink may end on the thread that makes it durable, and this only on the loop.
  Taken take_share() { return std::move(share_); }

 private:
  std::unique_ptr<store::IncomingFile> file_;
  Taken share_;
};

// What the file is for: a conversation's channel, or the one named. None named: whatever some channel takes.
struct Purpose { std::optional<Channel> channel; const Conversation* conversation = nullptr; bool wrong = false; };

Purpose purpose_of(const State& state, const http::Request& request) {
  Purpose purpose;
  if (const auto id = http::query_value(request.query, "conversation")) {
    const auto parsed = parse_id<ConversationTag>(*id);
    purpose.conversation = parsed ? state.conversations.find(*parsed) : nullptr;
    if (purpose.conversation) purpose.channel = purpose.conversation->channel;
    purpose.wrong = !purpose.conversation;
  }
  if (const auto channel = http::query_value(request.query, "channel")) {
    if (*channel == "sms") purpose.channel = Channel::sms;
    else if (*channel == "whatsapp") purpose.channel = Channel::whatsapp;
    else purpose.wrong = true;
  }
  return purpose;
}

std::int64_t bytes_max(const Purpose& purpose) {
  const std::int64_t rule = purpose.channel ? media_rules(*purpose.channel).bytes : 0;
  return rule > 0 ? rule : limits::upload_bytes_max;
}

bool taken_anywhere(const Purpose& purpose, std::string_view type) {
  if (purpose.channel) return takes_type(*purpose.channel, type);
  return takes_type(Channel::sms, type) || takes_type(Channel::whatsapp, type);
}

http::Response too_large(std::int64_t limit) {
  Refused refused(Refusal::files_too_large);
  refused.limit = limit;
  return error(refused);
}

http::Response files_refused(bool of_all) {
  return error(507, "disk_low", of_all ? "The relay's disk is nearly full, so it takes no files. Words still go out." : "Your share of the disk is nearly used up, so it takes no files. Words still go out.");
}

// A label: the last part of what some browsers give as a path, readable, not endless.
std::string label_of(const http::Request& request) {
  std::string name = http::query_value(request.query, "name").value_or("");
  if (const std::size_t slash = name.find_last_of("/\\"); slash != std::string::npos) name.erase(0, slash + 1);
  if (!valid_utf8(name)) name = for_display(name);
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return std::string(cut_code_points(name, limits::name_characters_max));
}

// Behind the flush: the row is written now, and the answer leaves behind its commit.
void filed_away(Call& call, host::TenantRuntime& tenant, std::optional<Channel> channel, store::StoredUpload kept, const host::Filing::Filed& filed) {
  using How = host::Filing::Filed::How;
  if (filed.how == How::again) return call.reply(http::overloaded());  // tried again it stays
  if (filed.how == How::no_room || tenant.round().room() == host::Room::none) return call.reply(disk_full());
  if (tenant.room() == host::Room::none) return call.reply(share_full());
  if (!taken_anywhere({channel}, filed.type)) return call.reply(error(Refused(Refusal::file_type_refused)));
  kept.at = tenant.clock().now();
  kept.file.sha256 = filed.sha256;
  kept.file.type = filed.type;
  tenant.file_came(kept.file.bytes);
  tenant.writing().put_upload(kept);
  call.reply_when_durable([kept] {
    return json_response(201, json::object{{"id", to_text(kept.id)}, {"type", kept.file.type}, {"name", kept.file.name}, {"bytes", kept.file.bytes}});
  });
}

void upload(const Granted<Action::send_messages>& granted, Call& call) {
  auto& tenant = granted.tenant().runtime;
  auto* sink = static_cast<UploadSink*>(call.request.sink.get());
  if (!sink || sink->taken() == 0) return call.reply(error(422, "invalid_value", "The file is empty. Choose another one."));
  const Purpose purpose = purpose_of(tenant.state(), call.request);
  if (purpose.wrong) return call.reply(error(Refused(Refusal::unknown_conversation)));
  if (purpose.conversation && !tenant.reaches(purpose.conversation->number)) return call.reply(error(Refused(Refusal::no_public_address)));
  store::StoredUpload kept;
  kept.id = store::mint<UploadId>();
  kept.author = granted.principal().agent;
  kept.file.name = label_of(call.request);
  kept.file.bytes = static_cast<std::int64_t>(sink->taken());
  const std::shared_ptr<store::IncomingFile> file(call.request.sink, &sink->file());
  const auto held = std::make_shared<Call>(std::move(call));
  granted.tenant().filing.finish(file, kept.file.name, [held, kept, channel = purpose.channel, &tenant, share = sink->take_share()](const host::Filing::Filed& filed) {
    filed_away(*held, tenant, channel, kept, filed);
  });
}

// ---- the provider's door

constexpr std::size_t label_bytes_max = 480;

std::string disposition(const std::string& name) {
  return name.empty() ? "inline" : "inline; filename*=UTF-8''" + http::percent_encode(std::string_view(name).substr(0, label_bytes_max));
}

template <class Whole>
std::optional<Whole> number_of(const std::string& text) {
  Whole value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

void linked_file(Call& call) {
  auto& house = call.house();
  const auto tenant = house.tenants().find(call.parameters[0]);
  const auto message = parse_id<MessageTag>(call.parameters[1]);
  const auto index = number_of<std::uint32_t>(call.parameters[2]);
  const auto until = number_of<std::int64_t>(call.parameters[3]);
  if (tenant == house.tenants().end() || !message || !index || !until) return call.reply(not_found());
  auto& runtime = tenant->second->runtime;
  if (!host::signed_by_us(house.keys(), call.parameters[0], *message, *index, Instant{*until}, call.parameters[4])) return call.reply(not_found());
  if (house.clock().now().ms > *until) return call.reply(error(410, "link_expired", "This address was good for 24 hours. Send the message again."));
  const auto file = runtime.store().file(*message, *index);
  auto bytes = bytes_or_reply(call, runtime, file);
  if (!bytes) return;
  http::Response r;
  r.content_type = taken_anywhere({}, file->type) ? file->type : "application/octet-stream";
  r.body = std::move(*bytes);
  r.fields = {{"Content-Disposition", disposition(file->name)}, {"Content-Security-Policy", "sandbox; default-src 'none'"},
              {"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "private, no-store"}, {"X-Robots-Tag", "noindex"}};
  call.reply(std::move(r));
}

}  // namespace

// Before a byte is kept: whoever may not send gets the answer the route itself would give.
http::BodyPlan plan_upload(const host::House& house, const Gate& gate, const http::Request& head) {
  http::BodyPlan plan;
  if (head.path != uploads_path || head.method != "POST") return plan;
  const auto principal = gate.authenticate(head);
  const bool foreign = gate.from_cookie(head) && (!gate.same_origin(head) || head.field("X-Requested-By").empty());
  const auto granted = principal && !foreign ? gate.grant<Action::send_messages>(*principal) : std::nullopt;
  if (!granted) {
    plan.refused = !principal ? error(401, "not_signed_in", "Sign in first: the session or token is missing, wrong or has ended.")
                              : error(403, foreign ? "cross_site" : "not_allowed", foreign ? "This request did not come from the inbox's own page." : "Your role does not allow this.");
    return plan;
  }
  auto& tenant = granted->tenant().runtime;
  if (tenant.room() != host::Room::enough) {
    const bool all = tenant.round().room() == tenant.room();  // not this tenant's share alone
    plan.refused = tenant.room() == host::Room::none ? (all ? disk_full() : share_full()) : files_refused(all);
    return plan;
  }
  const std::int64_t limit = bytes_max(purpose_of(tenant.state(), head)), left = tenant.left_for_files();
  const auto length = number_of<std::int64_t>(std::string(head.field("Content-Length")));
  const std::int64_t most = std::min(limit, left);
  if (length && *length > most) {
    plan.refused = *length > limit ? too_large(limit) : files_refused(false);
    return plan;
  }
  auto place = granted->tenant().filing.place(house.tenant_uploads_max());
  if (!place) {
    plan.refused = not_now("too_many_uploads", "As many of your files are on their way as may be at once. Try again in a moment.");
    return plan;
  }
  try {
    plan.sink = std::make_shared<UploadSink>(tenant.files().incoming(), Taken{tenant.promise_room(length.value_or(most)), std::move(place)});
    plan.bytes_max = static_cast<std::size_t>(most);
    if (!length) plan.beyond = limit <= left ? too_large(limit) : files_refused(false);  // who did not say how much comes hears the same
  } catch (const store::OutOfHandles&) {
    plan.refused = http::overloaded();
  } catch (const store::StorageFailed&) {
    plan.refused = disk_full();
  }
  return plan;
}

void add_upload_routes(Router& router) { router.on<Action::send_messages>("POST", std::string(uploads_path), upload); }
void add_file_links(Router& router) { router.open("GET", "/files/{tenant}/{message}/{index}/{until}/{signature}", linked_file); }

}  // namespace tributary::api
