// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/crypto/random.h"

#include <botan/auto_rng.h>

#include <mutex>

namespace oxseal {
namespace {

class SystemRandom final : public Random
{
public:
    void fill(std::span<std::uint8_t> out) override
    {
        const std::lock_guard lock(mutex_);
        generator_.randomize(out.data(), out.size());
    }

private:
    std::mutex mutex_;
    Botan::AutoSeeded_RNG generator_;
};

} // namespace

Random& systemRandom()
{
    static SystemRandom random;
    return random;
}

} // namespace oxseal
