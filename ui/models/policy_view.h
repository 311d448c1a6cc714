// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recon/match_policy.h"

#include <QWidget>

class QVBoxLayout;

namespace oxseal::ui {

/// A version of the matching policy in words: the passes in their order, what stands without a person, what a person looks at, how it is
/// watched.
class PolicyView final : public QWidget
{
    Q_OBJECT

public:
    explicit PolicyView(QWidget* parent = nullptr);
    void set(const recon::MatchPolicy& policy);

private:
    QVBoxLayout* layout_ = nullptr;
    QWidget* shown_ = nullptr;
};

} // namespace oxseal::ui
