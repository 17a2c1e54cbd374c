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
float the_zoom = 1;
std::string the_room;

}  // namespace

std::string take_room() { return std::exchange(the_room, {}); }

float zoom() { return the_zoom; }
void set_zoom(float zoom) { the_zoom = zoom; }

Screen screen() {
  Screen scaled = the_screen;
  scaled.width /= the_zoom;
  scaled.height /= the_zoom;
  scaled.dpr *= the_zoom;
  return scaled;
}

SystemColours system_colours() {
  std::uint32_t out[5] = {};
  js_system_colours(out);
  return {out[0], out[1], out[2], out[3], out[4]};
}

void run(App& app) {
  the_app = &app;
  js_start();
}

void kick(int frames) { js_kick(frames); }
void wake_after(double ms) { js_wake_after(ms); }
void report(const Stats& s) { js_report(s.frames, s.runs, s.uploads, s.nodes, s.pages, s.evictions, s.page_mib, s.compactions, s.measured, s.placed); }

}  // namespace tributary::platform

using namespace tributary::platform;

// Called by the page; never while another of them runs (js/heap.js queues events that arise inside a call).
extern "C" {

EMSCRIPTEN_KEEPALIVE char* platform_room(int bytes) {
  the_room.resize(static_cast<std::size_t>(bytes));
  return the_room.data();
}

EMSCRIPTEN_KEEPALIVE void platform_screen(float width, float height, float dpr, int dark, int text_in_dom, int reduced_motion, int webgl,
                                          int forced_colors, int more_contrast, int coarse, int low_memory) {
  the_screen = {width, height, dpr, dark != 0 ? Theme::dark : Theme::light, text_in_dom != 0, reduced_motion != 0, webgl != 0,
                forced_colors != 0, more_contrast != 0, coarse != 0, low_memory != 0};
}

EMSCRIPTEN_KEEPALIVE void platform_event(int kind, double x, double y, int number, int status, std::uint32_t high, std::uint32_t low) {
  const Event event{static_cast<EventKind>(kind), x / zoom(), y / zoom(), number, status, static_cast<std::uint64_t>(high) << 32U | low, take_room()};
  the_app->event(event);
}

EMSCRIPTEN_KEEPALIVE int platform_frame(double seconds) { return the_app->frame(seconds); }

}  // extern "C"
