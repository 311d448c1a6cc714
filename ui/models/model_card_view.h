// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/model_register.h"

#include <QWidget>

class QVBoxLayout;

namespace oxseal::ui {

/// The card of one model: what is not settled, the questions with the program's answers, the newest figures.
class ModelCardView final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelCardView(QWidget* parent = nullptr);
    void set(const ModelEntry& entry);

private:
    QVBoxLayout* layout_ = nullptr;
    QWidget* shown_ = nullptr;
};

} // namespace oxseal::ui
