#pragma once
// The last rounds of a tenant, each as the bytes of its WebSocket frames. A subscriber is a position in
// it, never a queue: bounded by bytes and by age, whichever is less.
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tributary::http {

struct ListenerKey {  // who a socket belongs to: an agent's 128 bits
  std::uint64_t high = 0, low = 0;
  auto operator<=>(const ListenerKey&) const = default;
};

class Ring {
 public:
  // Whoever follows, and is asked only when the newest round alone is not the answer. May leave while it is asked.
  class Reader {
   public:
    virtual void wake() = 0;                   // write what is due
    virtual void took(std::size_t bytes) = 0;  // of the newest round, which is at its place: the kernel took so much and no more
    virtual void ring_ends() = 0;              // leave now

   protected:
    ~Reader() = default;

   private:
    friend class Ring;
    std::size_t place_ = 0;
  };
  // What a round needs of a reader, beside that of all others: a send between two of them clears the caches, and a reader
  // itself lies over half a dozen lines of memory.
  struct Place {
    Reader* reader = nullptr;
    std::uint64_t round = 0;  // the next one due
    ListenerKey who;
    int socket = -1;          // does not block
    bool idle = false;        // nothing but rounds is due, and none of them is begun
  };

  Ring() = default;
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  ~Ring();

  // `shared` is the text of one frame for everybody; `instead` replaces it for a few listeners.
  void push(std::string_view shared, std::vector<std::pair<ListenerKey, std::string>> instead, std::int64_t now_ms);
  // The ring has grown: everybody writes what is due. The newest round goes to who is idle without a word to them.
  void wake();

  void follow(Reader&, int socket, ListenerKey);  // from head() on
  void leave(const Reader&);
  Place& place_of(const Reader& reader) { return places_[reader.place_]; }
  const Place& place_of(const Reader& reader) const { return places_[reader.place_]; }

  std::uint64_t first() const { return first_; }
  std::uint64_t head() const { return first_ + rounds_.size(); }
  const std::string& bytes(std::uint64_t round, ListenerKey who) const;  // framed, ready to write

 private:
  struct Round {
    std::string shared;
    std::vector<std::pair<ListenerKey, std::string>> instead;
    std::int64_t at_ms = 0;
    std::size_t bytes = 0;
    const std::string& of(ListenerKey who) const;
  };
  std::deque<Round> rounds_;
  std::uint64_t first_ = 0;
  std::size_t held_ = 0;
  std::vector<Place> places_;
};

}  // namespace tributary::http
