#include "relay/host/media_fetcher.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "relay/store/content_files.h"
#include "relay/store/failure.h"

namespace tributary::host {

namespace {

constexpr int hops_max = 4;                       // the first and three redirects
constexpr std::size_t at_once_max = 4;
constexpr std::int64_t give_up_after_ms = limits::day_ms;
// Media can lag a few seconds behind the webhook: 1, 3, 10 s, then patiently for a day.
constexpr std::int64_t delays_ms[] = {1'000, 3'000, 10'000, 60'000, 600'000};
constexpr std::int64_t room_look_ms = 10 * limits::minute_ms;  // one that is too large for what is left may be asked for in vain

std::string location_of(const http::Response& response) {
  for (const auto& field : response.fields)
    if (std::equal(field.name.begin(), field.name.end(), "location", "location" + 8, [](char a, char b) { return (a | 0x20) == b; })) return field.value;
  return {};
}

}  // namespace

MediaFetcher::MediaFetcher(boost::asio::io_context& io, boost::asio::thread_pool& behind, TenantRuntime& tenant, Accounts& accounts, http::Client& client)
    : io_(io), behind_(behind), tenant_(tenant), accounts_(accounts), client_(client), timer_(io) {
  tenant_.follow(*this);
}

void MediaFetcher::start() {
  stopped_ = false;
  look();
}

void MediaFetcher::stop() {
  stopped_ = true;
  timer_.cancel();
}

void MediaFetcher::applied(const Event& event, const Stamp&) {
  if (auto* received = std::get_if<MessageReceived>(&event)) wanted_ |= received->kind != MessageKind::text;
}

void MediaFetcher::durable() {
  if (std::exchange(wanted_, false)) look();
}

void MediaFetcher::look() {
  if (stopped_) return;
  timer_.cancel();
  if (tenant_.room() != Room::enough) return look_at(tenant_.clock().now() + 5'000);  // they wait for room, as for a provider that is down
  for (const auto& job : tenant_.store().media_jobs(2 * at_once_max)) {  // those on their way, and as many more
    if (busy_.contains({job.message, job.index})) continue;
    if (!waits_.over({job.message, job.index}, job.not_before, tenant_.clock())) return look_at(job.not_before);  // they come in order of time
    if (busy_.size() >= at_once_max) return;                                                                       // whoever is done looks again
    const std::size_t allowed = allowance();
    if (allowed == 0) return look_at(tenant_.clock().now() + 5'000);
    waits_.forget({job.message, job.index});
    busy_[{job.message, job.index}] = allowed;
    fetch(job, job.url, 0);
  }
}

// How large the others that are on their way are nobody knows yet: whoever comes first has the room.
std::size_t MediaFetcher::allowance() const {
  return static_cast<std::size_t>(std::min(tenant_.left_for_files(), static_cast<std::int64_t>(accounts_.config().media_bytes_max)));
}

// The clock on the wall may be set while we wait, so nobody sleeps for more than a minute.
void MediaFetcher::look_at(Instant due) {
  timer_.expires_after(std::chrono::milliseconds(std::clamp<std::int64_t>(due.ms - tenant_.clock().now().ms, 1, limits::minute_ms)));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) look();
  });
}

void MediaFetcher::fetch(const store::MediaJob& job, const std::string& url, int hop) {
  using provider::twilio::Hop;
  const ProviderAccount* account = accounts_.find(job.account);
  if (!account) return give_up(job, MediaState::unavailable, "The provider account it came by is gone.");
  const Hop allowed = provider::twilio::may_fetch(account->credentials, {accounts_.config().media_hosts_allowed}, url, hop == 0);
  if (allowed == Hop::refused) return give_up(job, MediaState::blocked, "It lies on a host that is not allowed.");
  http::OutboundRequest request;
  request.url = url;
  request.body_bytes_max = busy_.at({job.message, job.index});
  if (allowed == Hop::with_credentials)
    request.fields.push_back(provider::twilio::authorization(account->credentials));
  client_.send(std::move(request), [this, job, url, hop](http::OutboundResult result) { answered(job, url, hop, std::move(result)); });
}

void MediaFetcher::answered(const store::MediaJob& job, const std::string& url, int hop, http::OutboundResult result) {
  using Stage = http::OutboundResult::Stage;
  const bool too_large = result.stage != Stage::answered && result.error == "too_large";
  if (too_large && busy_.at({job.message, job.index}) < accounts_.config().media_bytes_max) return wait_for_room(job);
  if (result.stage != Stage::answered)
    return too_large ? give_up(job, MediaState::blocked, "It is larger than " + std::to_string(accounts_.config().media_bytes_max >> 20) + " MB.") : try_later(job, "The provider's file server did not answer.");
  const int status = result.response.status;
  if (status >= 300 && status < 400) {
    std::string next = location_of(result.response);
    if (next.starts_with('/'))
      if (auto at = http::parse_url(url)) next = at->scheme + "://" + at->host + ":" + std::to_string(at->port) + next;
    if (next.empty() || hop + 1 >= hops_max) return give_up(job, MediaState::blocked, "It was redirected too often.");
    return fetch(job, next, hop + 1);
  }
  if (status == 200) return keep(job, std::move(result.response.body));
  if (status == 404 || status == 429 || status >= 500) return try_later(job, "The provider does not have the file.");
  // A token that is being changed, or a signed address that expired on the way: both are right again when asked from the start.
  if (status == 401 || status == 403) return try_later(job, "The provider refused to hand over the file.");
  give_up(job, MediaState::unavailable, "The provider refused to hand over the file.");
}

void MediaFetcher::try_later(store::MediaJob job, const std::string& why) {
  const Instant now = tenant_.clock().now();
  const auto delay = delays_ms[std::min<std::size_t>(job.attempts, std::size(delays_ms) - 1)];
  const std::int64_t spent = static_cast<std::int64_t>(job.attempts) * delays_ms[4];
  if (spent > give_up_after_ms) return give_up(job, MediaState::unavailable, why);
  busy_.erase({job.message, job.index});
  ++job.attempts;
  job.not_before = now + delay;
  tenant_.writing().update_media_job(job);
  wanted_ = true;
}

// The provider still has it, and nothing of it is lost however long that takes.
void MediaFetcher::wait_for_room(store::MediaJob job) {
  const Instant now = tenant_.clock().now();
  tenant_.troubles().add(now, "media_waits");
  busy_.erase({job.message, job.index});
  job.not_before = now + room_look_ms;
  tenant_.writing().update_media_job(job);
  wanted_ = true;
}

void MediaFetcher::give_up(const store::MediaJob& job, MediaState state, const std::string& why) {
  tenant_.troubles().add(tenant_.clock().now(), "media_lost");
  update(job, {job.message, job.index, job.declared_type, job.name, 0, state, why});
}

// The job stands until its row does: whoever is stopped in between fetches the file again.
void MediaFetcher::keep(const store::MediaJob& job, std::string bytes) {
  const auto size = static_cast<std::int64_t>(bytes.size());
  if (size > tenant_.left_for_files()) return wait_for_room(job);
  boost::asio::post(behind_, [this, &io = io_, alive = std::weak_ptr(alive_), &files = tenant_.files(), room = tenant_.promise_room(size), job, bytes = std::move(bytes)]() mutable {
    const Put done = put(files, bytes);
    boost::asio::post(io, [this, alive, room = std::move(room), job, done] {  // the room with it: only the loop may let go of that
      if (!alive.expired()) is_put(job, done);
    });
  });
}

// On the thread behind, and nothing of ours is touched there. The type is what the bytes say.
MediaFetcher::Put MediaFetcher::put(store::ContentFiles& files, const std::string& bytes) {
  Put done;
  try {
    done.sha256 = files.put(bytes);
    done.type = store::sniff_type(bytes);
    done.bytes = static_cast<std::int64_t>(bytes.size());
  } catch (const store::OutOfHandles&) {  // waits, as for room
  } catch (const store::StorageFailed& failed) {
    if (!failed.disk_full()) done.failed = std::current_exception();
  } catch (...) {  // said on the loop, where it ends the process with its code
    done.failed = std::current_exception();
  }
  return done;
}

void MediaFetcher::is_put(const store::MediaJob& job, const Put& put) {
  if (put.failed) std::rethrow_exception(put.failed);  // the writer stops for good (P1c)
  if (put.sha256.empty()) return wait_for_room(job);
  if (!tenant_.files().written_at(put.sha256)) return fetch_anew(job);
  const bool says_nothing = put.type == "application/octet-stream";  // a declared type counts only there
  const std::string type = says_nothing && job.declared_type == "text/vcard" ? "text/vcard" : put.type;
  tenant_.file_came(put.bytes);
  tenant_.writing().put_file(job.message, job.index, {put.sha256, type, job.name, put.bytes});
  update(job, {job.message, job.index, type, job.name, put.bytes, MediaState::stored, ""});
}

// An old file of the same bytes, which no row named, went while this one took its name (file_collector.h).
void MediaFetcher::fetch_anew(const store::MediaJob& job) {
  busy_.erase({job.message, job.index});
  look();
}

void MediaFetcher::update(const store::MediaJob& job, const MediaItem& item) {
  busy_.erase({job.message, job.index});
  wanted_ = true;
  tenant_.writing().finish_media_job(job.message, job.index);
  tenant_.submit(UpdateMedia{job.conversation, item}, ActorKind::courier);
}

}  // namespace tributary::host
