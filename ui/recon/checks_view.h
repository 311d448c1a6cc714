// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/recon_overview.h"

#include <QWidget>

class QVBoxLayout;

namespace oxseal::ui {

/// The eight invariants, the files a reconciliation was laid out from, its roll-forward and its sign-offs.
class ChecksView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksView(QWidget* parent = nullptr);
    void set(const ReconDetail& detail);

private:
    QVBoxLayout* layout_ = nullptr;
};

} // namespace oxseal::ui
