#include "sandbox/webhooks.h"

#include <memory>

#include "sandbox/codec.h"
#include "sandbox/twiml.h"

namespace tributary::sandbox {

namespace {

constexpr int answer_ms_max = 15'000;             // Twilio's patience, connect included
constexpr std::int64_t retry_after_ms = 100;      // the one retry on a connect failure
constexpr std::int64_t down_pause_ms = 200;       // between retries while the relay is down
constexpr std::int64_t down_ms_max = 120'000;

std::string_view name_of(Webhook::Kind kind) {
  if (kind == Webhook::Kind::status) return "status";
  return kind == Webhook::Kind::voice ? "voice" : "message";
}

bool server_trouble(const http::OutboundResult& result) {
  return result.stage != http::OutboundResult::Stage::answered || result.response.status >= 500;
}

}  // namespace

Webhooks::Webhooks(Loop& loop, const Options& options, Phones& phones, Journal& journal, Chance& chance)
    : inbound_url(options.webhook_base + "/api/v1/webhooks/telephony/sms"),
      voice_url(options.webhook_base + "/api/v1/webhooks/telephony/voice"),
      loop_(loop), options_(options), phones_(phones), journal_(journal), chance_(chance), client_(loop.context()) {}

void Webhooks::send(Webhook webhook, Done done) {
  auto job = std::make_shared<Job>(Job{std::move(webhook), std::move(done)});
  if (job->webhook.token.empty()) job->webhook.token = phones_.token();
  chance_.shuffle(job->webhook.form);  // Twilio's order is that of a hash table
  const std::string lane = job->webhook.lane;
  if (lane.empty()) return start(job);
  lanes_[lane].push_back(job);
  if (lanes_[lane].size() == 1) start(job);
}

void Webhooks::start(std::shared_ptr<Job> job) {
  if (job->webhook.delay_ms > 0) {
    const auto delay = std::exchange(job->webhook.delay_ms, 0);
    return loop_.after(delay, [this, job] { start(job); });
  }
  if (in_flight_ >= in_flight_max) return ready_.push_back(job);
  attempt(job);
}

void Webhooks::next_of(const std::string& lane) {
  if (lane.empty()) return;
  const auto found = lanes_.find(lane);
  found->second.pop_front();
  if (found->second.empty()) lanes_.erase(found);
  else start(found->second.front());
}

std::string Webhooks::signature_for(const Job& job) const {
  const std::string url = job.to_fallback ? fallback_url : job.webhook.url;
  if (signing == Signing::wrong) return sign(options_.auth_token + "x", url, job.webhook.form);
  if (signing == Signing::with_port) return sign(options_.auth_token, with_port(url), job.webhook.form);
  if (signing == Signing::without_port) return sign(options_.auth_token, without_port(url), job.webhook.form);
  return sign(options_.auth_token, url, job.webhook.form);
}

void Webhooks::attempt(std::shared_ptr<Job> job) {
  ++in_flight_;
  ++job->attempts;
  const std::int64_t started = Loop::monotonic_ms();
  if (job->first_ms == 0) job->first_ms = started;
  http::OutboundRequest request;
  request.method = "POST";
  request.url = without_fragment(job->to_fallback ? fallback_url : job->webhook.url);
  request.timeout_ms = answer_ms_max;
  request.body = http::form_encode(job->webhook.form);
  request.fields = {{"User-Agent", "TwilioProxy/1.1"}, {"Accept", "*/*"}, {"X-Home-Region", "us1"},
                    {"Content-Type", std::string("application/x-www-form-urlencoded") + (job->webhook.kind == Webhook::Kind::status ? "; charset=utf-8" : "")},
                    {"I-Twilio-Idempotency-Token", job->webhook.token}};
  if (signing != Signing::missing) request.fields.push_back({"X-Twilio-Signature", signature_for(*job)});
  const std::string body = request.body;
  client_.send(std::move(request), [this, job, started, body](const http::OutboundResult& result) {
    --in_flight_;
    answered(job, result, Loop::monotonic_ms() - started, body);
    if (!ready_.empty() && in_flight_ < in_flight_max) {
      const auto next = ready_.front();
      ready_.pop_front();
      attempt(next);
    }
  });
}

void Webhooks::answered(const std::shared_ptr<Job>& job, const http::OutboundResult& result, std::int64_t latency_ms, const std::string& body) {
  WebhookResult judged = judge(*job, result);
  judged.attempts = job->attempts;
  judged.latency_ms = latency_ms;
  journal_.webhook({{"kind", name_of(job->webhook.kind)}, {"url", job->to_fallback ? fallback_url : job->webhook.url}, {"sid", job->webhook.sid},
                    {"phone", job->webhook.phone}, {"token", job->webhook.token}, {"body", body}, {"attempt", job->attempts},
                    {"status", judged.status}, {"latencyMs", latency_ms}, {"error", judged.error}, {"answer", result.response.body.substr(0, 2000)}});
  if (!try_again(job, result, judged)) finish(job, judged);
}

bool Webhooks::try_again(const std::shared_ptr<Job>& job, const http::OutboundResult& result, const WebhookResult& judged) {
  const bool nobody_there = result.stage == http::OutboundResult::Stage::not_sent;
  const std::int64_t spent = Loop::monotonic_ms() - job->first_ms;
  if (job->webhook.retry_while_down && server_trouble(result) && spent < down_ms_max) {
    loop_.after(down_pause_ms, [this, job] { start(job); });
    return true;
  }
  if (nobody_there && job->attempts == 1) {
    loop_.after(retry_after_ms, [this, job] { start(job); });
    return true;
  }
  if (judged.taken || job->to_fallback || fallback_url.empty() || job->webhook.kind == Webhook::Kind::status) return false;
  job->to_fallback = true;
  job->webhook.form.push_back({"ErrorCode", judged.error.substr(0, 5)});
  job->webhook.form.push_back({"ErrorUrl", job->webhook.url});
  start(job);
  return true;
}

void Webhooks::finish(const std::shared_ptr<Job>& job, const WebhookResult& judged) {
  if (job->done) job->done(judged);
  next_of(job->webhook.lane);
}

WebhookResult Webhooks::judge(const Job& job, const http::OutboundResult& result) {
  WebhookResult out;
  if (result.stage != http::OutboundResult::Stage::answered) {
    out.error = (result.error == "timeout" ? "11205 " : "11200 ") + result.error;
    if (result.error == "timeout") journal_.violation("webhook_timeout", job.webhook.url + " took longer than 15 s");
    return out;
  }
  out.status = result.response.status;
  out.taken = out.status >= 200 && out.status < 300;
  if (!out.taken) out.error = "11200 answered " + std::to_string(out.status);
  for (const auto& field : result.response.fields)
    if (field.name.size() == 10 && (field.name[0] | 0x20) == 's' && (field.name[4] | 0x20) == 'c' && field.name[3] == '-')
      journal_.violation("set_cookie", job.webhook.url + " set a cookie, which Twilio would keep for hours");
  if (out.taken && job.webhook.kind != Webhook::Kind::status) judge_content(job, result.response, out);
  return out;
}

// A text/plain answer and a <Message> are both texted to the customer: the classic way to greet everybody with "OK".
void Webhooks::judge_content(const Job& job, const http::Response& response, WebhookResult& out) {
  const std::string_view type = std::string_view(response.content_type).substr(0, response.content_type.find(';'));
  if (type == "text/plain") out.said = response.body;
  else if (type == "text/xml" || type == "application/xml" || type == "text/html") {
    const Twiml twiml = read_twiml(response.body);
    out.said = twiml.message;
    if (!twiml.well_formed) {
      out.error = "12100 document parse failure";
      journal_.violation("bad_twiml", job.webhook.url + " answered what is no TwiML");
    }
  } else if (!response.body.empty()) {
    out.error = "12300 invalid content type";
    journal_.violation("content_type", job.webhook.url + " answered a type Twilio does not read");
  }
  if (!out.said.empty()) journal_.violation("answer_is_a_message", job.webhook.url + " texted the customer: " + out.said.substr(0, 200));
}

}  // namespace tributary::sandbox
