#pragma once
// A file in the composer, on its way to the relay or there already.
#include <string>

#include "core/base/types.h"

namespace tributary::app {

struct PendingFile {
  enum class Stage : std::uint8_t { uploading, ready, failed, refused };  // failed: may be tried again
  int file = 0;                // the platform's number; below zero: it is at the relay, from a reply that was not sent
  std::string type, name;      // as the browser says, and once it is uploaded as the relay found
  std::int64_t bytes = 0;
  Stage stage = Stage::uploading;
  int percent = 0;
  UploadId upload;             // once it is ready …
  MessageId of;                // … or the message that carried it before, and which of its files
  std::uint32_t index = 0;
  std::string problem;         // a sentence: failed, refused
  bool unheard = false;        // failed: nobody was reached; tried again by itself once there is a connection newer than …
  double begun_ms = 0;         // … this upload
};

}  // namespace tributary::app
