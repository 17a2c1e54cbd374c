#include "relay/host/template_keeper.h"

#include <chrono>
#include <utility>

#include "core/base/text.h"
#include "relay/host/courier.h"

namespace tributary::host {

namespace {

using provider::twilio::ContentItem;

constexpr std::chrono::seconds usual{300};
constexpr int pages_max = 50;

bool answered_well(const http::OutboundResult& result) {
  return result.stage == http::OutboundResult::Stage::answered && (result.response.status == 200 || result.response.status == 201);
}

// The id of a template that was made at the provider follows from where it lies there.
TemplateId provider_id(const TenantRuntime& tenant, std::string_view content_sid) {
  TemplateId id;
  tenant.keys().keyed(tenant.id(), "content", content_sid, id.high, id.low);
  return id;
}

// Words of our own, which WhatsApp has not been asked about. Those for conversations under way need nobody's consent.
bool wants_approval(const TenantRuntime& tenant, const MessageTemplate& t) {
  return t.usage != TemplateUsage::reply && t.channel == Channel::whatsapp && t.approval == Approval::not_submitted && !blank(t.body) && !TemplateKeeper::from_provider(tenant, t);
}

}  // namespace

struct TemplateKeeper::Pass {
  int accounts_left = 0;
  bool whole = true;
  std::function<void()> done;
};

struct TemplateKeeper::Reading {
  std::shared_ptr<Pass> pass;
  AccountId account;
  int pages = 0;
};

TemplateKeeper::TemplateKeeper(boost::asio::io_context& io, TenantRuntime& tenant, Accounts& accounts, http::Client& client)
    : tenant_(tenant), accounts_(accounts), client_(client), timer_(io) {
  tenant_.follow(*this);
}

bool TemplateKeeper::from_provider(const TenantRuntime& tenant, const MessageTemplate& t) {
  return t.from_environment || (!t.content_sid.empty() && t.id == provider_id(tenant, t.content_sid));
}

void TemplateKeeper::start() {
  stopped_ = false;
  run([this] { arm(); });
}

void TemplateKeeper::stop() {
  stopped_ = true;
  timer_.cancel();
}

void TemplateKeeper::arm() {
  if (stopped_) return;
  timer_.expires_after(usual);
  timer_.async_wait([this](boost::system::error_code ec) {
    if (!ec && !stopped_) run([this] { arm(); });
  });
}

// ---- what the provider has

void TemplateKeeper::run(std::function<void()> done) {
  asked_.clear();
  auto pass = std::make_shared<Pass>();
  pass->accounts_left = static_cast<int>(accounts_.all().size());
  pass->done = std::move(done);
  if (pass->accounts_left == 0) return pass->done();
  for (const auto& [id, account] : accounts_.all()) {
    auto reading = std::make_shared<Reading>();
    reading->pass = pass;
    reading->account = id;
    read_page(std::move(reading), {});
  }
}

void TemplateKeeper::read_page(std::shared_ptr<Reading> reading, const std::string& page) {
  const ProviderAccount* from = accounts_.find(reading->account);
  client_.send(provider::twilio::list_contents(from->credentials, page), [this, reading](const http::OutboundResult& result) { page_came(reading, result); });
}

void TemplateKeeper::page_came(std::shared_ptr<Reading> reading, const http::OutboundResult& result) {
  const ProviderAccount* from = accounts_.find(reading->account);
  const auto page = answered_well(result) && from ? provider::twilio::parse_contents(from->credentials, result.response.body) : std::nullopt;
  if (page) {
    if (tenant_.room() != Room::none)
      for (const ContentItem& item : page->items) take(item, from->id);
    if (!page->next_page.empty() && ++reading->pages < pages_max && !stopped_) return read_page(std::move(reading), page->next_page);
  }
  reading->pass->whole = reading->pass->whole && page;
  if (--reading->pass->accounts_left > 0) return;
  if (reading->pass->whole) read_at_ = tenant_.clock().now();
  hand_in_next();
  reading->pass->done();
}

// Of our own templates only the answer is news; of the provider's everything is. One of our own that the environment names
// too is there twice: both hear. What WhatsApp was never asked about is for conversations that are under way, and no template.
void TemplateKeeper::take(const ContentItem& item, AccountId from) {
  std::vector<MessageTemplate> known;
  tenant_.state().templates.for_each([&](TemplateId, const MessageTemplate& one) {
    if (one.content_sid == item.sid) known.push_back(one);
  });
  if (known.empty()) {
    if (item.approval == Approval::not_submitted || blank(item.name)) return;
    MessageTemplate made;
    made.id = provider_id(tenant_, item.sid), made.name = item.name, made.content_sid = item.sid;
    known.push_back(std::move(made));
  }
  for (MessageTemplate& wanted : known) {
    wanted.approval = item.approval;
    wanted.reason = item.reason;
    wanted.account = from;
    if (from_provider(tenant_, wanted)) {
      wanted.language = item.language;
      wanted.body = item.body;
      wanted.variables = item.variables;
      wanted.category = item.category;
      wanted.samples.clear();
    }
    tenant_.submit(ConfigureTemplate{std::move(wanted)}, ActorKind::provider);
  }
}

// ---- what we ask for

// Other words than those that were asked about are asked about anew.
void TemplateKeeper::applied(const Event& event, const Stamp&) {
  const auto* configured = std::get_if<TemplateConfigured>(&event);
  if (!configured) return;
  changed_ = true;
  if (configured->message_template.content_sid.empty()) asked_.erase(configured->message_template.id);
}

void TemplateKeeper::durable() {
  if (std::exchange(changed_, false)) hand_in_next();
}

const ProviderAccount* TemplateKeeper::account() const {
  if (const ProviderAccount* first = accounts_.environment()) return first;
  return accounts_.all().empty() ? nullptr : &accounts_.all().begin()->second;
}

// One at a time. After a restore nothing leaves before a person has said so.
void TemplateKeeper::hand_in_next() {
  const ProviderAccount* to = account();
  if (stopped_ || busy_ || !to || tenant_.store().value(sending_held_name).value_or("") == "1") return;
  const MessageTemplate* next = nullptr;
  tenant_.state().templates.for_each([&](TemplateId id, const MessageTemplate& one) {
    if (!next && !asked_.contains(id) && wants_approval(tenant_, one)) next = &one;
  });
  if (!next) return;
  busy_ = true;
  asked_.insert(next->id);
  if (next->content_sid.empty()) hand_in(*next, *to);
  else ask_for(*next, *to);
}

void TemplateKeeper::hand_in(const MessageTemplate& made, const ProviderAccount& to) {
  client_.send(provider::twilio::create_content(to.credentials, made), [this, made](const http::OutboundResult& result) {
    const std::string sid = answered_well(result) ? provider::twilio::created_content(result.response.body) : std::string();
    const MessageTemplate* now = tenant_.state().templates.find(made.id);
    const ProviderAccount* to_whom = account();
    if (sid.empty() || !now || !to_whom || !(*now == made) || tenant_.room() == Room::none) return settled();
    MessageTemplate kept = made;
    kept.content_sid = sid;
    kept.account = to_whom->id;
    tenant_.submit(ConfigureTemplate{kept}, ActorKind::provider);
    ask_for(kept, *to_whom);
  });
}

void TemplateKeeper::ask_for(const MessageTemplate& kept, const ProviderAccount& to) {
  client_.send(provider::twilio::ask_approval(to.credentials, kept), [this, kept](const http::OutboundResult& result) {
    const auto approval = answered_well(result) ? provider::twilio::parse_approval(result.response.body) : std::nullopt;
    const MessageTemplate* now = tenant_.state().templates.find(kept.id);
    if (approval && now && now->content_sid == kept.content_sid && tenant_.room() != Room::none) {
      MessageTemplate told = *now;
      told.approval = *approval;
      told.reason.clear();
      tenant_.submit(ConfigureTemplate{std::move(told)}, ActorKind::provider);
    }
    settled();
  });
}

void TemplateKeeper::settled() {
  busy_ = false;
  hand_in_next();
}

}  // namespace tributary::host
