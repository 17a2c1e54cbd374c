#pragma once
// Who else looks at a conversation or writes in it, and what the others are told of this page.
#include <vector>

#include "web/app/frame.h"

namespace tributary::app {

// Without oneself; whoever writes is not among those who look.
std::vector<AgentId> others_looking(const ClientSession&, ConversationId);
std::vector<AgentId> others_typing(const ClientSession&, ConversationId);

// "Sam is typing…", "2 people are looking at this too"; empty when one is alone. Also for a row of the list.
std::string_view presence_words(Frame&, ConversationId);
bool somebody_types(const Frame&, ConversationId);
// Their faces, their right end at `right`; returns the width they take. Drawn only: presence_words() says it.
float presence_faces(Frame&, float right, float y, float edge, ConversationId, std::uint32_t ground);

// Tells the others, when something changed; the page repeats it while it stays so (platform::send_presence).
class PresenceTeller {
 public:
  void look(const ClientSession&, const UiState&, bool thread_in_view);  // every frame
  void typed(ConversationId);                                             // something was typed into its composer

 private:
  ConversationId told_, typed_in_;
  double typed_ms_ = 0, told_typing_ms_ = 0;
  bool live_ = false;
};

}  // namespace tributary::app
