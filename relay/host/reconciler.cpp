#include "relay/host/reconciler.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstdio>
#include <exception>

#include "core/base/id_text.h"
#include "core/base/planted.h"
#include "relay/host/provider_clock.h"
#include "relay/store/failure.h"

namespace tributary::host {

namespace {

constexpr int usual_seconds = 300;
constexpr int polling_seconds = 10;
constexpr std::size_t pages_max = 10'000;  // ten million rows: no list is so long, but one that leads in a circle is
constexpr int taken_per_round = 50;  // about three milliseconds, if all of them are new
constexpr std::chrono::milliseconds after_refusals{500};  // a disk that is full again at once must not make us ask in a circle
constexpr std::int64_t unsure_ms = 7 * limits::day_ms;  // an outage is noticed within a week
constexpr std::string_view mark_name = "reconciled_until_ms";

// The list filters by day, so a mark minus an hour becomes the day it falls on (UTC).
std::string day_of(Instant at) {
  using namespace std::chrono;
  const year_month_day date{floor<days>(sys_time<milliseconds>{milliseconds{at.ms}})};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

bool answered_well(const http::OutboundResult& result) { return result.stage == http::OutboundResult::Stage::answered && result.response.status == 200; }

}  // namespace

struct Reconciler::Pass {
  std::string since;
  std::int64_t floor_ms = 0;   // what is older was taken before
  std::int64_t started_ms = 0;
  std::uint64_t reloads = 0;   // of the runtime, when it began: what it took since then may be gone
  std::uint64_t refused = 0;   // by the door, when it began
  int accounts_left = 0;
  bool complete = true;
  std::function<void()> done;
};

struct Reconciler::Page {
  std::string uri;             // the first has none
  std::optional<provider::twilio::Listed> rows;  // none: let go
};

// One account's list. The provider tells the newest first over all pages, the log wants the order of sending: so it is read
// to its end before anything is taken, and taken from there.
struct Reconciler::Reading {
  std::shared_ptr<Pass> pass;
  AccountId account;
  std::vector<Page> pages;     // the newest first
  std::size_t outbound_taken = 0;  // of the last of them

  // The first page stays: it has no address that would bring the same rows again. Of the others the oldest do.
  void add(Page page) {
    pages.push_back(std::move(page));
    if (pages.size() > pages_held_max) pages[pages.size() - pages_held_max].rows.reset();
  }
  // Of what was taken before only statuses are wanted, as far as there is room anyway. The list knows days, we know better.
  bool reached_the_floor() const {
    const std::int64_t newest = pages.back().rows->newest_ms;
    return pages.size() >= pages_held_max && newest > 0 && newest < pass->floor_ms;
  }
};

Reconciler::Reconciler(boost::asio::io_context& io, TenantRuntime& tenant, Accounts& accounts, Ingest& ingest, http::Client& client)
    : tenant_(tenant), accounts_(accounts), ingest_(ingest), client_(client), timer_(io), soon_(io) {
  tenant_.follow(*this);
}

void Reconciler::start() {
  stopped_ = false;
  run([this] { arm(); });
}

void Reconciler::stop() {
  stopped_ = true;
  timer_.cancel();
  soon_.cancel();
}

void Reconciler::applied(const Event& event, const Stamp&) {
  if (std::holds_alternative<AccountConfigured>(event)) accounts_changed_ = true;
}

// The first account that no webhook reaches does not wait out the minutes that were enough for the others. And: something
// was written again, so the time of refusals is over.
void Reconciler::durable() {
  if (std::exchange(accounts_changed_, false) && !stopped_ && !polling_ && polls()) {
    polling_ = true;
    run([this] { arm(); });
  }
  if (stopped_ || passes_ > 0 || !owed_ || PLANTED(91)) return;
  owed_ = false;
  pull_owed();
}

void Reconciler::pull_owed() {
  soon_.expires_after(after_refusals);
  soon_.async_wait([this](boost::system::error_code ec) {
    if (!ec && !stopped_) run([] {});
  });
}

std::optional<Instant> Reconciler::complete_until() const {
  const auto stored = tenant_.store().value(mark_name);
  return stored ? std::optional(Instant{std::strtoll(stored->c_str(), nullptr, 10)}) : std::nullopt;
}

void Reconciler::arm() {
  if (stopped_) return;
  polling_ = polls();
  timer_.expires_after(std::chrono::seconds(polling_ ? polling_seconds : usual_seconds));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) run([this] { arm(); });
  });
}

bool Reconciler::polls() const {
  return std::any_of(accounts_.all().begin(), accounts_.all().end(), [](const auto& one) { return one.second.polls; });
}

// The mark is there before the first list was read: what that one fails to tell, the next must ask for.
std::int64_t Reconciler::mark() {
  const std::int64_t now = tenant_.clock().now().ms;
  // A mark from the future was set by a clock that has been put right since, and says nothing of what was heard before.
  if (auto stored = complete_until()) return stored->ms <= now + limits::minute_ms ? std::min(stored->ms, now) : now - unsure_ms;
  tenant_.writing().put_value(mark_name, std::to_string(now));
  return now;
}

void Reconciler::run(std::function<void()> done) {
  auto pass = std::make_shared<Pass>();
  pass->floor_ms = mark() - limits::hour_ms;
  pass->since = day_of(Instant{pass->floor_ms});
  pass->started_ms = tenant_.clock().now().ms;
  pass->reloads = reloads_;
  pass->refused = ingest_.refused();
  pass->accounts_left = static_cast<int>(accounts_.all().size());
  pass->done = std::move(done);
  if (pass->accounts_left == 0) return pass->done();
  ++passes_;
  for (const auto& [id, account] : accounts_.all()) {
    auto reading = std::make_shared<Reading>();
    reading->pass = pass;
    reading->account = id;
    read_page(std::move(reading), {});
  }
}

void Reconciler::read_page(std::shared_ptr<Reading> reading, const std::string& page_uri) {
  const ProviderAccount* account = accounts_.find(reading->account);
  if (!account) return take_next(std::move(reading));  // the turn that added it was taken back
  auto request = provider::twilio::list_messages(account->credentials, reading->pass->since, page_uri);
  client_.send(std::move(request), [this, reading, page_uri](const http::OutboundResult& result) { page_came(reading, page_uri, result); });
}

void Reconciler::page_came(std::shared_ptr<Reading> reading, const std::string& page_uri, const http::OutboundResult& result) {
  auto listed = rows_of(*reading->pass, result);
  if (!listed) return take_next(std::move(reading));
  const std::string next = listed->next_page_uri;
  reading->add({page_uri, std::move(listed)});
  if (next.empty() || reading->reached_the_floor()) return take_next(std::move(reading));
  if (!stopped_ && reading->pages.size() < pages_max) return read_page(std::move(reading), next);
  broke_off(*reading->pass, result.response.status);
  take_next(std::move(reading));
}

// A page that was let go. One that does not come is left to the next pass; what is newer is not held back by it.
void Reconciler::read_again(std::shared_ptr<Reading> reading) {
  const ProviderAccount* account = accounts_.find(reading->account);
  auto request = provider::twilio::list_messages(account->credentials, reading->pass->since, reading->pages.back().uri);
  client_.send(std::move(request), [this, reading](const http::OutboundResult& result) {
    reading->pages.back().rows = rows_of(*reading->pass, result);
    if (!reading->pages.back().rows) reading->pages.pop_back();
    take_next(reading);
  });
}

std::optional<provider::twilio::Listed> Reconciler::rows_of(Pass& pass, const http::OutboundResult& result) {
  hear_clock(tenant_.round().vitals(), result);
  auto listed = answered_well(result) ? provider::twilio::parse_list(result.response.body) : std::nullopt;
  if (!listed) broke_off(pass, result.stage == http::OutboundResult::Stage::answered ? result.response.status : 0);
  return listed;
}

void Reconciler::broke_off(Pass& pass, std::int32_t code) {
  pass.complete = false;
  tenant_.troubles().add(tenant_.clock().now(), "list_failed", code);
}

// Oldest first, one after the other: the list says how many files a message has, not where, and that is asked
// before the message is taken, so that it comes whole and in its place. A slice of the list goes into each round: after a
// long outage it is long, and nobody else is to wait for all of it (P14).
void Reconciler::take_next(std::shared_ptr<Reading> reading) {
  const ProviderAccount* account = accounts_.find(reading->account);
  for (int taken = 0; account && !reading->pages.empty(); ++taken) {
    if (tenant_.room() == Room::none) {  // the next pass takes what this one may not
      reading->pass->complete = false;
      owe();
      break;
    }
    if (taken == taken_per_round) return go_on_after_this_round(std::move(reading));
    Page& page = reading->pages.back();
    if (!page.rows && !stopped_ && !PLANTED(100)) return read_again(std::move(reading));  // "what is so far down is nobody's any more"
    if (!page.rows) {
      reading->pass->complete = false;
      reading->pages.pop_back();
      continue;
    }
    if (reading->outbound_taken < page.rows->outbound.size()) {
      take_sent(*account, page.rows->outbound[reading->outbound_taken++]);
      continue;
    }
    if (page.rows->inbound.empty()) {
      reading->pages.pop_back();
      reading->outbound_taken = 0;
      continue;
    }
    provider::Inbound in = std::move(page.rows->inbound.back());
    page.rows->inbound.pop_back();
    if (ingest_.knows(*account, in) || ingest_.switched_off(*account, in.to, in.channel)) continue;
    if (!in.media.empty()) return fetch_media_list(std::move(reading), std::move(in));
    take(*account, in, *reading->pass);
  }
  finished(*reading->pass);
}

// What broke off once would do so in every pass, in the middle of others' turns: it is left to a person, who sees that the
// list was not read to its end. The next start tries it again.
void Reconciler::take(const ProviderAccount& account, const provider::Inbound& in, Pass& pass) {
  if (broken_.count(in.item) > 0) {
    pass.complete = false;
    return;
  }
  try {
    if (tenant_.round().whole([&] { return ingest_.take_listed(account, in); })) ++recovered_;
  } catch (const store::StorageFailed&) {
    throw;
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "a listed message could not be taken: %s\n", bug.what());
    broken_.insert(in.item);
    pass.complete = false;
  }
}

void Reconciler::go_on_after_this_round(std::shared_ptr<Reading> reading) {
  tenant_.round().answer(tenant_, [this, io = timer_.get_executor(), alive = std::weak_ptr(alive_), reading](Committed) {
    boost::asio::post(io, [this, alive, reading] {
      if (!alive.expired()) take_next(reading);
    });
  });
}

void Reconciler::fetch_media_list(std::shared_ptr<Reading> reading, provider::Inbound in) {
  const ProviderAccount* account = accounts_.find(reading->account);
  client_.send(provider::twilio::list_media(account->credentials, in.item), [this, reading, in](const http::OutboundResult& result) mutable {
    const ProviderAccount* known = accounts_.find(reading->account);
    const bool gone = result.stage == http::OutboundResult::Stage::answered && result.response.status == 404;
    if (!known || (!answered_well(result) && !gone)) {
      reading->pass->complete = false;  // the next pass asks again
      return take_next(reading);
    }
    auto sources = gone ? std::vector<provider::MediaSource>{} : provider::twilio::parse_media_list(known->credentials, result.response.body);
    sources.resize(in.media.size());  // as many as were announced; those nobody can name become unavailable
    in.media = std::move(sources);
    take(*known, in, *reading->pass);
    take_next(reading);
  });
}

// What cannot be used is kept at the door, and passed over here. While there is no room for it there, the mark stays before
// what was refused: whatever is mended then, the list is read from there.
bool Reconciler::refuses_at_the_door(const Pass& pass) const {
  return (tenant_.store().quarantine_held().full() || pass.refused != ingest_.refused()) && !PLANTED(199);
}

// Only lists that were read to their ends move the mark: an outage of the provider must not hide anything.
void Reconciler::finished(Pass& pass) {
  if (--pass.accounts_left > 0) return;
  --passes_;
  if (pass.complete && pass.reloads == reloads_ && !refuses_at_the_door(pass)) tenant_.writing().put_value(mark_name, std::to_string(pass.started_ms));
  pass.done();
}

void Reconciler::take_sent(const ProviderAccount& account, const provider::twilio::Listed::Sent& sent) {
  const auto message = ingest_.message_of(account, sent.item);
  if (!message) return match_unknown(account, sent);
  const Outgoing* o = tenant_.state().outgoing.find(*message);
  // What was let go of since, while nobody listened: the engine's host looks into the log. Of younger ones that are not in
  // the outbox nothing more is to be heard.
  const bool long_ago = sent.created_ms > 0 && tenant_.clock().now().ms - sent.created_ms >= limits::outgoing_kept_ms;
  if (o ? moves(o->status, sent.status) || o->status == Delivery::unknown : long_ago)
    tenant_.submit(ReportDelivery{*message, sent.status, sent.error}, ActorKind::provider);
}

// Evidence for an `unknown` send: same number, same person, same text, created after we began.
void Reconciler::match_unknown(const ProviderAccount& account, const provider::twilio::Listed::Sent& sent) {
  MessageId found;
  tenant_.state().outgoing.for_each([&](MessageId id, const Outgoing& o) {
    if (found || o.status != Delivery::unknown) return;
    const Number* number = tenant_.state().numbers.find(o.number);
    if (!number || number->account != account.id || number->address != sent.from) return;
    if (sent.created_ms + limits::minute_ms < o.queued.ms) return;
    auto to = tenant_.store().address(o.identity);
    auto body = tenant_.store().body(id);
    if (to && body && *to == sent.to && body->text == sent.text) found = id;
  });
  if (!found) return;
  ingest_.remember(account, sent.item, found);
  tenant_.submit(ReportDelivery{found, sent.status, sent.error}, ActorKind::provider);
}

}  // namespace tributary::host
