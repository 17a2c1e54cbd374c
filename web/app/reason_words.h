#pragma once
// Why something did not happen, in the language shown. The relay answers with a code and an English sentence; where we
// know the code (or, for media, the sentence) the reason is said in words of our own, else as the relay said it.
#include <string>
#include <string_view>

#include "core/base/refusal.h"

namespace tributary::app {

std::string refusal_words(const Refused&);
std::string refusal_words(std::string_view code, std::string_view message);
std::string_view provider_error_words(std::int32_t code);  // never empty
std::string media_reason_words(std::string_view reason);

}  // namespace tributary::app
