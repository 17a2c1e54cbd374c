// search_bench [messages] [folder]: fills a full-text index and asks it. Prints what a question costs beside reading the
// newest 50 messages without any condition, which is the least a question could do.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "relay/store/search_index.h"

using namespace tributary;
using namespace tributary::store;

namespace {

double now_ms() {
  using namespace std::chrono;
  return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

class Dice {
 public:
  std::uint64_t roll(std::uint64_t sides) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % sides;
  }

 private:
  std::uint64_t state_ = 42;
};

// Words as rare as words are: the n-th about n times rarer than the first.
std::string word(Dice& dice) {
  const std::uint64_t width = 1ull << dice.roll(15);
  return "w" + std::to_string(width + dice.roll(width));
}

std::string message(Dice& dice, std::uint64_t n) {
  std::string text = n % 9 == 0 ? "荷物はどこですか。昨日届くはずでした。" : "";
  for (std::uint64_t i = 0, count = 4 + dice.roll(16); i < count; ++i) text += word(dice) + " ";
  if (n % 50'000 == 7) text += "refund for the blue bicycle";
  return text;
}

void ask(SearchIndex& index, const char* what, const SearchAsk& asked, double yardstick) {
  std::vector<double> times;
  std::size_t hits = 0;
  for (int i = 0; i < 200; ++i) {
    const double begun = now_ms();
    hits = index.find(asked).hits.size();
    times.push_back(now_ms() - begun);
  }
  std::sort(times.begin(), times.end());
  std::printf("%-42s %3zu hits  p50 %7.2f ms  p99 %7.2f ms%s\n", what, hits, times[100], times[198],
              yardstick > 0 ? ("  x" + std::to_string(times[198] / yardstick).substr(0, 5)).c_str() : "");
}

}  // namespace

int main(int count, char** words) {
  const std::uint64_t messages = count > 1 ? std::strtoull(words[1], nullptr, 10) : 1'000'000;
  const std::string folder = count > 2 ? words[2] : (std::filesystem::temp_directory_path() / "tributary-search-bench").string();
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  SearchIndex index(folder, Epoch{1, 1});
  Dice dice;
  const double begun = now_ms();
  std::vector<SearchRow> rows;
  for (std::uint64_t n = 1; n <= messages; ++n) {
    rows.push_back({n * 4, MessageId{7, n}, ConversationId{9, n % 100'000}, Instant{static_cast<std::int64_t>(n) * 1000}, n % 40 == 0, 5, n % 30'000, message(dice, n)});
    if (rows.size() == 500 || n == messages) {
      index.add(rows, {}, n * 4);
      rows.clear();
    }
  }
  std::vector<SearchName> names;
  for (std::uint64_t n = 0; n < 30'000; ++n) names.push_back({5, n, "Customer w" + std::to_string(n) + " Lindqvist"});
  index.add({}, names, messages * 4);
  const double filled = now_ms() - begun;
  std::printf("%llu messages indexed in %.1f s, %.0f per second, %.0f MB\n", static_cast<unsigned long long>(messages), filled / 1000,
              static_cast<double>(messages) / filled * 1000, static_cast<double>(std::filesystem::file_size(folder + "/search.db")) / 1e6);
  std::vector<double> least;
  for (int i = 0; i < 200; ++i) {
    const double at = now_ms();
    index.find({});
    least.push_back(now_ms() - at);
  }
  std::sort(least.begin(), least.end());
  std::printf("%-42s  50 hits  p50 %7.2f ms  p99 %7.2f ms\n", "yardstick: the newest 50", least[100], least[198]);
  const double yardstick = least[198];
  SearchAsk rare, common, beginning, phrase, japanese, without, from, only, dated;
  rare.words = {{"bicycle", false}};
  common.words = {{"w1", false}};
  beginning.words = {{"w16", true}};
  phrase.words = {{"blue bicycle", false}};
  japanese.words = {{"荷物", false}};
  without.words = {{"w1", false}};
  without.without = {{"w2", false}};
  from.words = {{"w3", false}};
  from.from = {{{"w77", false}, {"lind", true}}};
  only.words = {{"w1", false}};
  only.only = std::vector<ConversationId>{};
  for (std::uint64_t n = 0; n < 100'000; n += 100) only.only->push_back(ConversationId{9, n});
  dated.words = {{"w2", false}};
  dated.before = Instant{static_cast<std::int64_t>(messages) * 400};
  ask(index, "a rare word", rare, yardstick);
  ask(index, "a word of every second message", common, yardstick);
  ask(index, "the beginning of many words", beginning, yardstick);
  ask(index, "a phrase", phrase, yardstick);
  ask(index, "two Japanese characters", japanese, yardstick);
  ask(index, "a word without another", without, yardstick);
  ask(index, "a word from one person", from, yardstick);
  ask(index, "a word in 1 of 100 conversations", only, yardstick);
  ask(index, "a word before a day", dated, yardstick);
  std::filesystem::remove_all(folder);
  return 0;
}
