#include "relay/host/reconciler.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>

#include "core/base/id_text.h"

namespace tributary::host {

namespace {

constexpr int usual_seconds = 300;
constexpr int polling_seconds = 10;
constexpr int pages_max = 200;
constexpr std::string_view mark_name = "reconciled_until_ms";

// The list filters by day, so a mark minus an hour becomes the day it falls on (UTC).
std::string day_of(Instant at) {
  using namespace std::chrono;
  const year_month_day date{floor<days>(sys_time<milliseconds>{milliseconds{at.ms}})};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace

struct Reconciler::Pass {
  std::string since;
  std::int64_t started_ms = 0;
  int accounts_left = 0, pages = 0;
  bool complete = true;
  std::map<AccountId, std::vector<provider::Inbound>> inbound;  // of all pages, the newest first
  std::function<void()> done;
};

Reconciler::Reconciler(boost::asio::io_context& io, TenantRuntime& tenant, Accounts& accounts, Ingest& ingest, http::Client& client)
    : tenant_(tenant), accounts_(accounts), ingest_(ingest), client_(client), timer_(io) {}

void Reconciler::start() {
  stopped_ = false;
  run([this] { arm(); });
}

void Reconciler::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Reconciler::arm() {
  if (stopped_) return;
  bool polls = false;
  for (const auto& [id, account] : accounts_.all()) polls |= account.polls;
  timer_.expires_after(std::chrono::seconds(polls ? polling_seconds : usual_seconds));
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec) run([this] { arm(); });
  });
}

void Reconciler::run(std::function<void()> done) {
  const Instant now = tenant_.clock().now();
  std::int64_t mark = now.ms;
  if (auto stored = tenant_.store().value(mark_name)) mark = std::strtoll(stored->c_str(), nullptr, 10);
  auto pass = std::make_shared<Pass>();
  pass->since = day_of(Instant{mark - limits::hour_ms});
  pass->started_ms = now.ms;
  pass->accounts_left = static_cast<int>(accounts_.all().size());
  pass->done = std::move(done);
  if (pass->accounts_left == 0) return pass->done();
  for (const auto& [id, account] : accounts_.all()) read_page(pass, id, {});
}

void Reconciler::read_page(std::shared_ptr<Pass> pass, AccountId id, std::string page_uri) {
  const ProviderAccount* account = accounts_.find(id);
  auto request = provider::twilio::list_messages(account->credentials, pass->since, page_uri);
  request.body_bytes_max = 8u << 20;
  client_.send(std::move(request), [this, pass, id](const http::OutboundResult& result) {
    const ProviderAccount* known = accounts_.find(id);
    std::optional<provider::twilio::Listed> listed;
    if (result.stage == http::OutboundResult::Stage::answered && result.response.status == 200) listed = provider::twilio::parse_list(result.response.body);
    if (listed && known) take_sent(*known, *listed);
    if (!listed) pass->complete = false;
    if (listed) std::move(listed->inbound.begin(), listed->inbound.end(), std::back_inserter(pass->inbound[id]));
    if (listed && !listed->next_page_uri.empty() && ++pass->pages < pages_max && !stopped_) return read_page(pass, id, listed->next_page_uri);
    if (known) take_inbound(*known, pass->inbound[id]);
    if (--pass->accounts_left > 0) return;
    // Only a list that was read to its end moves the mark: an outage of the provider must not hide anything.
    if (pass->complete) tenant_.writing().put_value(mark_name, std::to_string(pass->started_ms));
    pass->done();
  });
}

// The provider lists the newest first, page by page; the log wants them in the order they were sent.
void Reconciler::take_inbound(const ProviderAccount& account, const std::vector<provider::Inbound>& newest_first) {
  for (auto it = newest_first.rbegin(); it != newest_first.rend(); ++it) {
    if (!it->media.empty()) fetch_media_list(account.id, *it);
    else if (ingest_.take_listed(account, *it)) ++recovered_;
  }
}

void Reconciler::take_sent(const ProviderAccount& account, const provider::twilio::Listed& listed) {
  for (const auto& sent : listed.outbound) {
    auto message = ingest_.message_of(account, sent.item);
    if (!message) {
      match_unknown(account, sent);
      continue;
    }
    const Outgoing* o = tenant_.state().outgoing.find(*message);
    if (o && (moves(o->status, sent.status) || o->status == Delivery::unknown))
      tenant_.submit(ReportDelivery{*message, sent.status, sent.error}, ActorKind::provider);
  }
}

// The list says how many files a message has, not where: ask before it is taken, so that it comes whole.
void Reconciler::fetch_media_list(AccountId id, provider::Inbound in) {
  const ProviderAccount* account = accounts_.find(id);
  if (!account) return;
  client_.send(provider::twilio::list_media(account->credentials, in.item), [this, id, in](const http::OutboundResult& result) mutable {
    const ProviderAccount* known = accounts_.find(id);
    if (!known || result.stage != http::OutboundResult::Stage::answered || result.response.status != 200) return;  // the next pass asks again
    auto sources = provider::twilio::parse_media_list(known->credentials, result.response.body);
    if (!sources.empty()) in.media = std::move(sources);
    if (ingest_.take_listed(*known, in)) ++recovered_;
  });
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
