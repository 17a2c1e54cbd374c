#include "sandbox/phones.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>

#include "sandbox/chance.h"
#include "sandbox/phones_json.h"

namespace tributary::sandbox {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t ids_reserved = 10'000;  // a crash skips ids instead of giving one out twice
constexpr std::int64_t save_pause_ms = 500;     // a burst is one write, not five hundred

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Whole or not at all: a half-written file would lose every phone.
void write_file(const fs::path& path, std::string_view bytes) {
  const fs::path fresh = path.string() + ".new";
  std::ofstream out(fresh, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + fresh.string());
  fs::rename(fresh, path);
}

std::uint64_t by_chance() {
  std::random_device device;
  return (static_cast<std::uint64_t>(device()) << 32) | device();
}

}  // namespace

Phones::Phones(Loop& loop, std::string folder, std::uint64_t seed) : loop_(loop), folder_(std::move(folder)), seed_(seed) {
  std::error_code error;
  fs::create_directories(fs::path(folder_) / "media", error);
  if (error) throw std::runtime_error("--data " + folder_ + " cannot be made: " + error.message());
  load();
  if (seed_ == 0) seed_ = by_chance();
  if (phones_.empty()) first_start();
  save();
}

void Phones::first_start() {
  add("+15550100101", "Maya Lindqvist", false);
  add("+15550100102", "佐藤 美咲", true);
  add("+15550100103", "محمد العلي", true);
}

Phone* Phones::find(std::string_view id_or_number) {
  for (auto& phone : phones_)
    if (phone.id == id_or_number) return &phone;
  for (auto& phone : phones_)
    if (phone.number == id_or_number || phone.address() == id_or_number) return &phone;
  return nullptr;
}

Phone* Phones::at_address(std::string_view address) {
  for (auto& phone : phones_)
    if (phone.address() == address) return &phone;
  return nullptr;
}

Phone& Phones::add(std::string number, std::string name, bool whatsapp) {
  Phone phone;
  int last = 0;
  for (const auto& other : phones_) last = std::max(last, std::atoi(other.id.c_str() + 2));
  phone.id = "ph" + std::to_string(last + 1);
  phone.number = std::move(number);
  phone.name = std::move(name);
  phone.whatsapp = whatsapp;
  phones_.push_back(std::move(phone));
  changed();
  return phones_.back();
}

bool Phones::remove(std::string_view id) {
  const auto gone = std::erase_if(phones_, [&](const Phone& phone) { return phone.id == id; });
  for (auto& message : messages_)
    if (gone && message.phone == id) message.phone.clear();  // the id may be given out again
  if (gone) changed();
  return gone != 0;
}

void Phones::reset(bool keep_phones) {
  for (const auto& message : messages_) forget_media(message);
  messages_.clear();
  by_sid_.clear();
  clock_offset_ms = 0;
  if (!keep_phones) {
    phones_.clear();
    first_start();
  }
  for (auto& phone : phones_) {
    phone.switches = {};
    phone.stopped = false;
    phone.last_inbound_ms = -1;
  }
  save();
}

Message* Phones::message(std::string_view sid) {
  const auto found = by_sid_.find(sid);
  return found == by_sid_.end() ? nullptr : found->second;
}

Message& Phones::add(Message message) {
  message.at_ms = message.updated_ms = Loop::now_ms();
  messages_.push_back(std::move(message));
  by_sid_[messages_.back().sid] = &messages_.back();  // a deque never moves its elements when the ends change
  while (messages_.size() > messages_max) {
    forget_media(messages_.front());
    by_sid_.erase(messages_.front().sid);
    messages_.pop_front();
  }
  changed();
  return messages_.back();
}

std::string Phones::sid(std::string_view prefix) {
  if (++counter_ >= counter_written_) save();
  return make_sid(prefix, seed_, counter_);
}

std::string Phones::token() {
  if (++counter_ >= counter_written_) save();
  return make_token(seed_, counter_);
}

Media Phones::keep_media(std::string_view type, std::string_view name, std::string_view bytes) {
  Media media{sid("ME"), std::string(type), std::string(name)};
  write_file(fs::path(folder_) / "media" / media.sid, bytes);
  return media;
}

std::string Phones::media_bytes(std::string_view sid) const {
  if (!looks_like_sid("ME", sid)) return {};
  return read_file(fs::path(folder_) / "media" / std::string(sid));
}

void Phones::forget_media(const Message& message) {
  std::error_code ignored;
  for (const auto& media : message.media)
    if (looks_like_sid("ME", media.sid)) fs::remove(fs::path(folder_) / "media" / media.sid, ignored);
}

void Phones::changed() {
  if (save_waits_) return;
  save_waits_ = true;
  loop_.after(save_pause_ms, [this] { if (save_waits_) save(); });
}

void Phones::save() {
  save_waits_ = false;
  counter_written_ = counter_ + ids_reserved;
  json::array phones, messages;
  for (const auto& phone : phones_) phones.push_back(to_json(phone));
  for (const auto& message : messages_) messages.push_back(to_record(message));
  const json::object all{{"seed", std::to_string(seed_)}, {"counter", counter_written_}, {"clockOffsetMs", clock_offset_ms},
                         {"phones", std::move(phones)}, {"messages", std::move(messages)}};
  write_file(fs::path(folder_) / "phones.json", json::serialize(all));
}

void Phones::load() {
  const std::string text = read_file(fs::path(folder_) / "phones.json");
  if (text.empty()) return;
  const auto all = parse_object(text);
  if (!all) throw std::runtime_error(folder_ + "/phones.json is not readable: move it away to start with fresh phones");
  if (seed_ == 0) seed_ = std::strtoull(text_of(*all, "seed", "0").c_str(), nullptr, 10);
  counter_ = static_cast<std::uint64_t>(number_of(*all, "counter"));
  clock_offset_ms = number_of(*all, "clockOffsetMs");
  if (const auto* list = array_of(*all, "phones"))
    for (const auto& value : *list)
      if (const auto* one = value.if_object()) phones_.push_back(phone_from(*one));
  if (const auto* list = array_of(*all, "messages"))
    for (const auto& value : *list)
      if (const auto* one = value.if_object()) {
        messages_.push_back(message_from(*one));
        by_sid_[messages_.back().sid] = &messages_.back();
      }
}

}  // namespace tributary::sandbox
