// The browser, seen from the app: start, frames and events. What is drawn, written, spoken and stored is in the
// other browser_*.cpp files. Everything Emscripten lies in these and in imports.js.
#include <emscripten.h>

#include <utility>

#include "web/platform/browser_imports.h"
#include "web/platform/platform.h"

namespace tributary::platform {
namespace {

App* the_app = nullptr;
Screen the_screen;
std::string the_room;

}  // namespace

std::string take_room() { return std::exchange(the_room, {}); }

Screen screen() { return the_screen; }

void run(App& app) {
  the_app = &app;
  js_start();
}

void kick(int frames) { js_kick(frames); }
void wake_after(double ms) { js_wake_after(ms); }
void report(const Stats& s) { js_report(s.frames, s.runs, s.uploads, s.nodes, s.pages, s.evictions); }

}  // namespace tributary::platform

using namespace tributary::platform;

// Called by the page; never while another of them runs (js/heap.js queues events that arise inside a call).
extern "C" {

EMSCRIPTEN_KEEPALIVE char* platform_room(int bytes) {
  the_room.resize(static_cast<std::size_t>(bytes));
  return the_room.data();
}

EMSCRIPTEN_KEEPALIVE void platform_screen(float width, float height, float dpr, int dark, int text_in_dom, int reduced_motion, int webgl) {
  the_screen = {width, height, dpr, dark != 0 ? Theme::dark : Theme::light, text_in_dom != 0, reduced_motion != 0, webgl != 0};
}

EMSCRIPTEN_KEEPALIVE void platform_event(int kind, double x, double y, int number, int status, std::uint32_t high, std::uint32_t low) {
  const Event event{static_cast<EventKind>(kind), x, y, number, status, static_cast<std::uint64_t>(high) << 32U | low, take_room()};
  the_app->event(event);
}

EMSCRIPTEN_KEEPALIVE int platform_frame(double seconds) { return the_app->frame(seconds); }

}  // extern "C"
