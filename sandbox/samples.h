#pragma once
// Pictures, a voice note and a contact card to send, made here so that no binary lies in the repository.
#include <optional>
#include <string>
#include <string_view>

namespace tributary::sandbox {

struct Sample { std::string type, name, bytes; };

// "picture1" … "picture10", "voice", "contact"; nullopt for any other name.
std::optional<Sample> sample(std::string_view name);

std::string gradient_png(unsigned number);              // 240 x 180, a different landscape for each number
std::string melody_ogg();                               // two seconds, FLAC in Ogg
std::string contact_card(std::string_view name, std::string_view number);

}  // namespace tributary::sandbox
