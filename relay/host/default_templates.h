#pragma once
// Templates that are there from the start (C14), each replaced by TWILIO_TPL_<NAME> (C17). They are words of our own for
// conversations under way: nobody has asked WhatsApp about them, so they need its 24 hours.
#include <array>
#include <string_view>

namespace tributary::host {

struct DefaultTemplate { std::string_view name, body; };

inline constexpr std::array<DefaultTemplate, 3> default_templates{{
    {"welcome_menu", "Welcome to {{company_name}}, {{first_name}}! What can we do for you?\n1. Where is my order?\n2. Returns and refunds\n3. Something else"},
    {"order_confirmation", "Thank you, {{first_name}}. Your order {{order_number}} is confirmed."},
    {"part_selection", "Which part do you need, {{first_name}}?\n1. {{part_1}}\n2. {{part_2}}\n3. {{part_3}}"},
}};

}  // namespace tributary::host
