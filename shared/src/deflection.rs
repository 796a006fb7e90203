//! The menu as a website shows it: questions and answers without the telephone.
