// Bodies too large to be held go piece by piece to where the door wants them.
#include <gtest/gtest.h>

#include "relay/http/answer.h"
#include "tests/relay/http/support.h"

namespace tributary::http::test {
namespace {

class Heap final : public BodySink {
 public:
  explicit Heap(std::size_t most) : most_(most) {}
  bool take(std::string_view piece) override {
    ++pieces;
    all.append(piece);
    return all.size() <= most_;
  }
  std::size_t taken() const override { return all.size(); }
  std::string all;
  int pieces = 0;

 private:
  std::size_t most_;
};

struct Sinks : ::testing::Test {
  House house;
  std::shared_ptr<Heap> heap = std::make_shared<Heap>(1'000'000);
  void open() {
    house.door.stream = [this](const Request& head) {
      BodyPlan plan;
      if (head.path == "/file") plan.sink = heap, plan.bytes_max = 300'000;
      if (head.path == "/share") plan.sink = heap, plan.bytes_max = 10, plan.beyond = bad_request(), plan.beyond->status = 507;
      if (head.field("X-Nobody") == "1") plan.refused = bad_request(), plan.refused->status = 401;
      return plan;
    };
    house.open();
  }
  static std::string head(std::size_t bytes, const std::string& more = "") { return "POST /file HTTP/1.1\r\nHost: x\r\n" + more + "Content-Length: " + std::to_string(bytes) + "\r\n\r\n"; }
};

TEST_F(Sinks, ABodyGoesIntoItsSinkPieceByPieceAndNotIntoMemory) {
  open();
  Raw client(house.io, house.port);
  const std::string body(200'000, 'b');
  client.send(head(body.size()));
  client.send_in_pieces(body, 50'000);
  ASSERT_TRUE(client.has("200 OK"));
  EXPECT_EQ(heap->all, body);
  EXPECT_GT(heap->pieces, 1);
  ASSERT_EQ(house.seen.size(), 1u);
  EXPECT_TRUE(house.seen[0].body.empty());
  EXPECT_EQ(house.seen[0].sink, heap);
}

TEST_F(Sinks, WhoIsRefusedIsRefusedBeforeTheBodyAndLargerOnesAre413) {
  open();
  Raw stranger(house.io, house.port);
  stranger.send(head(200'000, "X-Nobody: 1\r\n"));
  EXPECT_TRUE(stranger.has(" 401 "));
  Raw greedy(house.io, house.port);
  greedy.send(head(300'001));
  EXPECT_TRUE(greedy.has("413"));
  EXPECT_TRUE(heap->all.empty());
  EXPECT_TRUE(house.seen.empty());
}

TEST_F(Sinks, WhoeverPassesTheLimitInChunksHearsWhatTheDoorSaysOfIt) {
  open();
  Raw client(house.io, house.port);
  client.send("POST /share HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n");
  ASSERT_TRUE(until(house.io, [&] { return heap->all.size() == 8; }));
  client.send("8\r\n12345678\r\n0\r\n\r\n");
  EXPECT_TRUE(client.has(" 507 "));
  Raw unspoken(house.io, house.port);  // where the door says nothing
  unspoken.send("POST /file HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n493e1\r\n");
  EXPECT_TRUE(unspoken.has("413"));
  EXPECT_EQ(heap->all, "12345678");
  EXPECT_TRUE(house.seen.empty());
}

TEST_F(Sinks, WhatTheSinkCannotKeepIs503) {
  heap = std::make_shared<Heap>(10);
  open();
  Raw client(house.io, house.port);
  client.send(head(100) + std::string(100, 'x'));
  EXPECT_TRUE(client.has("503"));
  EXPECT_TRUE(house.seen.empty());
}

}  // namespace
}  // namespace tributary::http::test
