#pragma once
// Templates on the page of what everybody works with (D72-D78): what their rows say, and when the provider was read.
#include "web/app/frame.h"

namespace tributary::app {

struct TemplateRow {
  std::string_view state;                    // what WhatsApp thinks of it, or that nobody is asked
  std::string_view facts, words;             // channel, language, account, use, labels; its text in one line
  std::string_view told;                     // why it was rejected, or how long it takes
  enum class Mood : std::uint8_t { calm, good, waits, bad } mood = Mood::calm;
};
TemplateRow template_row(Frame&, const MessageTemplate&);
std::string_view template_told(Ui&, const MessageTemplate&);  // its `told` alone
bool may_change(const Frame&, const MessageTemplate&);

std::string templates_told(const LibraryState::Templates&);  // when the provider was read, or why it was not
// Asks the relay for what the state does not hold, once and after each loss of the connection; draws when it read the provider,
// with a button to read it now.
void templates_read(Frame&, float x, float& y, float w);

}  // namespace tributary::app
