// What the browser keeps, the other tabs, and notifications (js/kept.js, js/tabs.js, js/notify.js).
#include "web/platform/browser_imports.h"
#include "web/platform/platform.h"

namespace tributary::platform {
namespace {

int size_of(std::string_view s) { return static_cast<int>(s.size()); }

}  // namespace

void open_kept(std::string_view who) { js_open_kept(who.data(), size_of(who)); }
void keep_received(Kept kind, bool begins, std::string_view thread) {
  js_keep_received(static_cast<int>(kind), begins ? 1 : 0, thread.data(), size_of(thread));
}
void keep_command(std::string_view id, double at_ms, std::string_view text) { js_keep_command(id.data(), size_of(id), at_ms, text.data(), size_of(text)); }
void drop_command(std::string_view id) { js_drop_command(id.data(), size_of(id)); }
void forget_kept(bool commands_too) { js_forget_kept(commands_too ? 1 : 0); }

void tell_tabs(Told what, double at_ms, std::string_view text) { js_tell_tabs(static_cast<int>(what), at_ms, text.data(), size_of(text)); }
void send_presence(std::string_view frame, bool repeats) { js_presence(frame.data(), size_of(frame), repeats ? 1 : 0); }

void notify(std::string_view title, std::string_view body, std::string_view hash_path, bool silent) {
  js_notify(title.data(), size_of(title), body.data(), size_of(body), hash_path.data(), size_of(hash_path), silent ? 1 : 0);
}
void ask_to_notify() { js_ask_to_notify(); }
Permission notify_permission() { return static_cast<Permission>(js_notify_permission()); }
void chime() { js_chime(); }

}  // namespace tributary::platform
