import config from './playwright.config.ts';
config.use!.bypassCSP = true;
export default config;
