#include "tests/faults/ledger.h"

#include <algorithm>
#include <utility>

#include "tests/faults/relay_process.h"

namespace tributary::faults {

namespace {

constexpr std::uint32_t contacts = 24;
constexpr std::size_t lately = 6;  // a duplicate is mostly one of the last: its twin is then still on the way

std::string hexadecimal(std::size_t number) {
  char text[33];
  std::snprintf(text, sizeof text, "%032zx", number);
  return text;
}

void sign(Item& item) {
  item.body = form_encode(item.form);
  item.fields = {"Content-Type: application/x-www-form-urlencoded", "X-Twilio-Signature: " + signature(public_url + item.target, item.form)};
}

}  // namespace

std::size_t Ledger::add(Item item) {
  items_.push_back(std::move(item));
  return items_.size() - 1;
}

std::size_t Ledger::new_message(bool media) {
  const std::lock_guard lock(mutex_);
  Item item;
  const std::size_t number = items_.size() + 1;
  item.key = "SM" + hexadecimal(number);
  item.text = "item " + std::to_string(number) + " was written";
  item.target = "/api/v1/webhooks/telephony/sms";
  item.media = media;
  item.form = {{"AccountSid", account_sid}, {"MessageSid", item.key}, {"From", "+1555020" + std::to_string(1000 + chance_() % contacts)}, {"To", our_number}, {"Body", item.text}, {"NumMedia", media ? "1" : "0"}};
  if (media) {
    item.form["MediaUrl0"] = "http://127.0.0.1:" + std::to_string(provider_.port()) + "/files/" + std::to_string(number);
    item.form["MediaContentType0"] = "image/png";
  }
  sign(item);
  return add(std::move(item));
}

std::size_t Ledger::new_reply() {
  Item item;
  const std::size_t number = items_.size() + 1;
  item.kind = Item::Kind::reply;
  item.key = "key-" + std::to_string(number);
  item.text = "reply " + std::to_string(number) + " was written";
  item.target = "/api/v1/conversations/reply";
  item.body = "{\"sessionId\":\"" + sessions_[chance_() % sessions_.size()] + "\",\"message\":\"" + item.text + "\"}";
  item.fields = {"Content-Type: application/json", "Authorization: Bearer " + token_, "Idempotency-Key: " + item.key};
  return add(std::move(item));
}

// Of different lengths, so that a file that was cut off is seen by its size.
std::size_t Ledger::new_upload() {
  Item item;
  const std::size_t number = items_.size() + 1;
  item.kind = Item::Kind::upload;
  item.key = "upload-" + std::to_string(number) + ".pdf";
  item.target = "/api/v1/uploads?channel=sms&name=" + item.key;
  item.body = "%PDF-1.7 " + std::string(1'000 + 97 * (number % 100), 'p') + std::to_string(number);
  item.fields = {"Content-Type: application/octet-stream", "Authorization: Bearer " + token_};
  return add(std::move(item));
}

// The provider tells of what it accepted: sent, then delivered, at the address that came with the message.
std::size_t Ledger::new_status() {
  for (const Provider::Accepted& message : provider_.take_accepted())
    for (const char* word : {"sent", "delivered"}) {
      if (!message.callback.starts_with(public_url)) continue;
      Item item;
      item.kind = Item::Kind::status;
      item.key = "status/" + message.sid + "/" + word;
      item.target = message.callback.substr(std::string(public_url).size());
      item.form = {{"AccountSid", account_sid}, {"MessageSid", message.sid}, {"MessageStatus", word}};
      sign(item);
      due_statuses_.push_back(std::move(item));
    }
  if (due_statuses_.empty()) return items_.size();
  Item item = std::move(due_statuses_.front());
  due_statuses_.erase(due_statuses_.begin());
  return add(std::move(item));
}

std::size_t Ledger::next(const Mix& mix) {
  std::unique_lock lock(mutex_);
  std::size_t chosen = items_.size();
  if (!items_.empty() && percent() < mix.duplicates) {
    const std::size_t back = percent() < 70 ? 1 + chance_() % lately : 1 + chance_() % items_.size();
    chosen = items_.size() - std::min(back, items_.size());
  } else if (percent() < mix.statuses) {
    chosen = new_status();
  } else if (!sessions_.empty() && percent() < mix.replies) {
    chosen = new_reply();
  } else if (!token_.empty() && mix.uploads > 0 && percent() < mix.uploads) {
    chosen = new_upload();
  }
  if (chosen == items_.size()) {
    const bool media = percent() < mix.media;
    lock.unlock();
    chosen = new_message(media);
    lock.lock();
  }
  if (!on_the_way_.insert(chosen).second) ++twins_;
  return chosen;
}

Item Ledger::item(std::size_t at) const {
  const std::lock_guard lock(mutex_);
  return items_.at(at);
}

std::size_t Ledger::size() const {
  const std::lock_guard lock(mutex_);
  return items_.size();
}

void Ledger::sent_by(std::uint16_t port, std::size_t item) {
  const std::lock_guard lock(mutex_);
  asked_[port].push_back(item);
  ++items_.at(item).tries;
}

void Ledger::acknowledged(std::size_t item, int status) {
  const std::lock_guard lock(mutex_);
  on_the_way_.erase(item);
  if (status >= 200 && status < 300) items_.at(item).acknowledged = true;
}

std::vector<std::size_t> Ledger::unfinished() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::size_t> out;
  for (std::size_t at = 0; at < items_.size(); ++at)
    if (!items_[at].acknowledged) out.push_back(at);
  return out;
}

std::set<std::size_t> Ledger::finished() const {
  const std::lock_guard lock(mutex_);
  std::set<std::size_t> out;
  for (std::size_t at = 0; at < items_.size(); ++at)
    if (items_[at].acknowledged) out.insert(at);
  return out;
}

void Ledger::give_up(std::size_t item) {
  const std::lock_guard lock(mutex_);
  if (!std::exchange(items_.at(item).listed, true)) provider_.leave_to_list(items_.at(item).form);
}

}  // namespace tributary::faults
