#include "tiles/layer/definition.hpp"

#include <gmock/gmock.h>

namespace diming::tiles {
namespace {

std::string layer_with(const std::string& members) {
  return R"({"id":"boundary","geometry":"line","view":"pub_boundary","fields":[],"min_zoom":3,"max_zoom":14,)"
         R"("kind":"edge","rank":"importance",)" + members + "}";
}

TEST(LayerDefinition, floor_rises_and_falls_with_the_zoom) {
  const auto layer = parse_layer(layer_with(R"("floor":[{"zoom":3,"rank":4},{"zoom":9,"rank":2}])"));
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->floor_at(2), INT32_MIN);
  EXPECT_EQ(layer->floor_at(3), 4);
  EXPECT_EQ(layer->floor_at(8), 4);
  EXPECT_EQ(layer->floor_at(14), 2);
}

TEST(LayerDefinition, floor_out_of_order_or_without_rank_is_refused) {
  for (const char* floor : {R"("floor":[{"zoom":9,"rank":2},{"zoom":3,"rank":4}])", R"("floor":[{"zoom":3}])",
                            R"("floor":[{"zoom":99,"rank":1}])", R"("floor":7)"}) {
    const auto layer = parse_layer(layer_with(floor));
    ASSERT_FALSE(layer) << floor;
    EXPECT_EQ(layer.error().field, "floor") << floor;
  }
}

TEST(LayerDefinition, no_floor_draws_every_rank) {
  const auto layer = parse_layer(layer_with(R"("budget":[])"));
  ASSERT_TRUE(layer);
  EXPECT_EQ(layer->floor_at(0), INT32_MIN);
}

}  // namespace
}  // namespace diming::tiles
