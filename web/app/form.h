#pragma once
// A dialog of fields from top to bottom, its buttons below. Its height is what the frame before measured.
#include "web/app/dialog_frame.h"
#include "web/app/widgets/controls.h"

namespace tributary::app {

class Form {
 public:
  Form(Frame&, Rect page, std::string_view title, std::string_view primary);
  // Ends the dialog: the error, unless it stands at its field already, and the buttons.
  void end(bool possible = true);

  void text(int index, std::string_view label, std::uint32_t flags = 0, std::string_view hint = {});
  void area(int index, std::string_view label, std::string_view hint = {});
  int choice(std::string_view salt, std::string_view label, std::span<const std::string_view> names, int chosen);  // the new one or -1
  void say(std::string_view salt, std::string_view words, bool trouble = false);
  bool extra_button(std::string_view salt, std::string_view name, bool danger);  // one more, at the other end of the foot
  Rect take(float h);                                                             // room for what is drawn by others
  float width() const { return w_; }

 private:
  std::string_view wrong_at(int index) const;  // empty: nothing is
  std::uint32_t invalid(int index) const;
  void wrong_here(int index);

  Frame& f_;
  std::string_view primary_;
  Rect box_, view_;
  float x_ = 0, y_ = 0, w_ = 0, top_ = 0;
  Rect foot_;
  struct Extra { NodeId id = 0; std::string_view name; bool danger = false; } extra_;
};

}  // namespace tributary::app
