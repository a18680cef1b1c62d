import { createApp } from "vue";
import App from "./App.vue";
import "./style.css";
import "./legend.css";
import "./office/desk.css";

createApp(App).mount("#app");
