#pragma once
// Settings: one of several, on or off, a number in steps. Each says what it is and what it stands at.
#include <span>
#include <string_view>

#include "web/app/ui.h"

namespace tributary::app {

// Radio buttons as a row of segments; they wrap where they do not fit. The new choice, or -1.
float radio_height(const Ui&, std::span<const std::string_view> names, float w);
NodeId radio_id(NodeId group, std::size_t index);
int radio_group(Ui&, NodeId, Rect, std::string_view label, std::span<const std::string_view> names, int chosen);
// True when it was turned over.
bool toggle(Ui&, NodeId, float x, float y, std::string_view label, bool on);
inline constexpr float toggle_width = 40, toggle_height = 24;
// A slider with buttons at its ends; the value it stands at now.
struct Steps { int least = 0, most = 100, step = 10; };
int slider(Ui&, NodeId, Rect, std::string_view label, std::string_view said, int value, Steps, std::string_view less, std::string_view more);

}  // namespace tributary::app
