// Clock, words for times, storage, network and the address bar (js/time.js, js/store.js, js/socket.js).
#include "web/platform/browser_imports.h"
#include "web/platform/platform.h"

namespace tributary::platform {
namespace {

int size_of(std::string_view s) { return static_cast<int>(s.size()); }

enum Format { clock_time, day, short_form, full };  // js/time.js knows these numbers
std::string format(Format what, double utc_ms) {
  js_format(what, utc_ms);
  return take_room();
}

}  // namespace

double now_ms() { return js_now(); }
std::string format_time(double utc_ms) { return format(clock_time, utc_ms); }
std::string format_day(double utc_ms) { return format(day, utc_ms); }
std::string format_short(double utc_ms) { return format(short_form, utc_ms); }
std::string format_full(double utc_ms) { return format(full, utc_ms); }
int day_number(double utc_ms) { return js_day_number(utc_ms); }
int local_hour(double utc_ms) { return js_local_hour(utc_ms); }
int utc_offset_minutes(double utc_ms) { return js_utc_offset(utc_ms); }

void want_language(std::string_view chosen) { js_want_language(chosen.data(), size_of(chosen)); }
void set_language(std::string_view tag, bool right_to_left) { js_set_language(tag.data(), size_of(tag), right_to_left ? 1 : 0); }
std::string format_number(double value, int decimals) {
  js_number(value, decimals);
  return take_room();
}
std::string format_percent(double share) {
  js_percent(share);
  return take_room();
}
std::string format_bytes(double bytes) {
  js_bytes(bytes);
  return take_room();
}
PluralForm plural_form(std::int64_t n) { return static_cast<PluralForm>(js_plural(static_cast<double>(n))); }

void set_title(std::string_view s, int unread) { js_set_title(s.data(), size_of(s), unread); }
std::string build_id() {
  js_build_id();
  return take_room();
}

void bring_later() { js_bring_later(); }
bool later_here() { return js_later_here() != 0; }
bool later_stands() { return js_later_stands() != 0; }
std::string more_words(bool needed) {
  js_more_words(needed ? 1 : 0);
  return take_room();
}

std::string stored(std::string_view key) {
  js_stored(key.data(), size_of(key));
  return take_room();
}
Stored store(std::string_view key, std::string_view value) { return static_cast<Stored>(js_store(key.data(), size_of(key), value.data(), size_of(value))); }

void open_socket() { js_open_socket(); }
void send(std::string_view s) { js_send(s.data(), size_of(s)); }
void close_socket() { js_close_socket(); }

void fetch(int tag, std::string_view method, std::string_view path, std::string_view json_body, std::string_view once) {
  js_fetch(tag, method.data(), size_of(method), path.data(), size_of(path), json_body.data(), size_of(json_body), once.data(), size_of(once));
}

void choose_files(bool several) { js_choose_files(several ? 1 : 0); }
void upload(int file, std::string_view path) { js_upload(file, path.data(), size_of(path)); }
void forget_file(int file) { js_forget_file(file); }

void random_bits(std::uint64_t& high, std::uint64_t& low) {
  std::uint32_t words[4] = {};
  js_random(words);
  high = static_cast<std::uint64_t>(words[0]) << 32U | words[1];
  low = static_cast<std::uint64_t>(words[2]) << 32U | words[3];
}

void reload() { js_reload(); }
void go(std::string_view hash_path) { js_go(hash_path.data(), size_of(hash_path)); }
void go_back(std::string_view hash_path) { js_go_back(hash_path.data(), size_of(hash_path)); }
void download(std::string_view url) { js_download(url.data(), size_of(url)); }

}  // namespace tributary::platform
